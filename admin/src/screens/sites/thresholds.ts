/** How sure the bot must be, by name: from `AiSettings.threshold`, a probability. */
export const THRESHOLDS = [
  { name: 'careful', value: 0.85, label: 'Careful', help: 'Answers when at least 85% sure. More questions go to people.' },
  { name: 'normal', value: 0.75, label: 'Normal', help: 'Answers when at least 75% sure.' },
  { name: 'eager', value: 0.6, label: 'Eager', help: 'Answers when at least 60% sure. More answers, more of them wrong.' },
] as const;

export type ThresholdName = (typeof THRESHOLDS)[number]['name'] | 'custom';

/** The name of a threshold; `custom` for any other number. */
export const thresholdName = (value: number): ThresholdName => THRESHOLDS.find((one) => one.value === value)?.name ?? 'custom';
