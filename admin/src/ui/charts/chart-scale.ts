import { dateLocale } from '../format/locale.ts';

const DAY = 86_400;
const DURATION_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, DAY];

/** The maximum number of gridlines above zero. */
const LINES = 4;

/** Round gridlines for counts, from 0 to the first that is not below `max`. */
export function countTicks(max: number): number[] {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, max))) - 1);
  return ticksBy(
    max,
    [1, 2, 5, 10, 20, 25, 50].map((step) => step * size),
  );
}

/** The same for seconds: steps that people count time in. */
export function durationTicks(max: number): number[] {
  if (max > LINES * DAY) return countTicks(max / DAY).map((days) => days * DAY);
  return ticksBy(max, DURATION_STEPS);
}

/** The same for shares, 0-1: always the whole. */
export const shareTicks = (): number[] => [0, 0.25, 0.5, 0.75, 1];

function ticksBy(max: number, steps: number[]): number[] {
  const step = steps.find((candidate) => candidate * LINES >= max) ?? max / LINES;
  const lines = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: lines + 1 }, (_, line) => line * step);
}

/** Every how many days the axis names one, so that names do not touch in slots of `slot` px. Weeks apart most names carry a month. */
export function labelEvery(slot: number): number {
  return [1, 2, 7, 14, 28, 56].find((days) => days * slot >= (days < 7 ? 30 : 48)) ?? 112;
}

/** Name of a day on the axis: `9`, and with its month, `9 Nov`, where `before`, the named day left of it, is of another. */
export function axisDay(day: string, before: string | undefined): string {
  const sameMonth = before !== undefined && before.slice(0, 7) === day.slice(0, 7);
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(dateLocale(), { day: 'numeric', ...(sameMonth ? {} : { month: 'short' }), timeZone: 'UTC' });
}

/** A day in full: `Sun, 9 Nov 2025`. */
export const dayName = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(dateLocale(), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
