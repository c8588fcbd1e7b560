import { dateLocale } from '../format/locale.ts';

const DAY = 86_400;
const DURATION_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, DAY];

/** The maximum number of gridlines above zero. */
const MAX_GRIDLINES = 4;

/** Round gridlines for counts, from 0 to the first that is not below `max`. */
export function countTicks(max: number): number[] {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, max))) - 1);
  return ticksWithSteps(
    max,
    [1, 2, 5, 10, 20, 25, 50].map((step) => step * size),
  );
}

/** The same for seconds, in usual steps of time. */
export function durationTicks(max: number): number[] {
  if (max > MAX_GRIDLINES * DAY) return countTicks(max / DAY).map((days) => days * DAY);
  return ticksWithSteps(max, DURATION_STEPS);
}

/** The same for shares: always from 0 to 1. */
export const shareTicks = (): number[] => [0, 0.25, 0.5, 0.75, 1];

function ticksWithSteps(max: number, steps: number[]): number[] {
  const step = steps.find((candidate) => candidate * MAX_GRIDLINES >= max) ?? max / MAX_GRIDLINES;
  const lines = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: lines + 1 }, (_, line) => line * step);
}

/** The number of days between two labels of the axis, so that labels do not touch; a day is `slot` px wide. From a week on most labels include the month. */
export function labelInterval(slot: number): number {
  return [1, 2, 7, 14, 28, 56].find((days) => days * slot >= (days < 7 ? 30 : 48)) ?? 112;
}

/** A day on the axis: `9`, or `9 Nov` where `before`, the previous label, is in another month. */
export function formatAxisDay(day: string, before: string | undefined): string {
  const sameMonth = before !== undefined && before.slice(0, 7) === day.slice(0, 7);
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(dateLocale(), { day: 'numeric', ...(sameMonth ? {} : { month: 'short' }), timeZone: 'UTC' });
}

/** A day in full: `Sun, 9 Nov 2025`. */
export const formatFullDay = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(dateLocale(), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
