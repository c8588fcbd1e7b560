import { countDays, isDay, shiftDay } from '../../queries/days.ts';
import { dateLocale } from '../../ui/format/locale.ts';

export const PRESETS = ['7', '14', '30', '90'] as const;
export type RangeChoice = (typeof PRESETS)[number] | 'custom';
/** First and last day of the report. */
export type Range = { choice: RangeChoice; from: string; to: string };

/** The maximum number of days per API call. */
export const MAX_DAYS = 366;
const DEFAULT_CHOICE = '14';

/** The range in the address: `?days=30`, or `?from=2025-11-01&to=2025-11-09`; the last 14 days if it contains no valid range. */
export function readRange(address: URLSearchParams, today: string): Range {
  const [from, to] = [address.get('from') ?? '', address.get('to') ?? ''];
  if (rangeError(from, to, today) === null) return { choice: 'custom', from, to };
  const choice = PRESETS.find((days) => days === address.get('days')) ?? DEFAULT_CHOICE;
  return { choice, from: shiftDay(today, 1 - Number(choice)), to: today };
}

/** The address of a range; the default one adds nothing to it. */
export function writeRange(range: { choice: RangeChoice; from: string; to: string }): URLSearchParams {
  if (range.choice === 'custom') return new URLSearchParams({ from: range.from, to: range.to });
  return new URLSearchParams(range.choice === DEFAULT_CHOICE ? {} : { days: range.choice });
}

/** What is wrong with a custom range; null when nothing is. */
export function rangeError(from: string, to: string, today: string): string | null {
  if (!isDay(from) || !isDay(to)) return 'Enter both days.';
  if (from > to) return 'The first day must not be after the last.';
  if (to > today) return 'The last day must not be after today.';
  if (countDays(from, to) > MAX_DAYS) return `At most ${MAX_DAYS} days.`;
  return null;
}

/** The same number of days right before, for comparison. */
export function rangeBefore({ from, to }: { from: string; to: string }): { from: string; to: string } {
  const last = shiftDay(from, -1);
  return { from: shiftDay(last, 1 - countDays(from, to)), to: last };
}

/** A range in words: `9 Nov – 22 Nov 2025`, or one day. */
export function formatDayRange({ from, to }: { from: string; to: string }): string {
  const format = (day: string, withYear: boolean) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString(dateLocale(), {
      day: 'numeric',
      month: 'short',
      ...(withYear ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    });
  return from === to ? format(to, true) : `${format(from, from.slice(0, 4) !== to.slice(0, 4))} – ${format(to, true)}`;
}
