import { clockOptions, dateLocale } from './locale.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, short, for lists: `now`, `2 min`, `3 h`, `yesterday`, `12 Oct`, `12 Oct 2024` or as the agent's region writes it. A time in the future counts as now. */
export function formatAgo(iso: string, now: number): string {
  const time = Date.parse(iso);
  const age = now - time;
  if (age < MINUTE) return 'now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  const days = daysBetween(new Date(time), new Date(now));
  if (days === 0) return `${Math.floor(age / HOUR)} h`;
  if (days === 1) return 'yesterday';
  return formatDate(time, now);
}

/** A length of time in words: `45 s`, `2 min 10 s`, `3 h 5 min`, `2 d 4 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** How long someone has waited, in whole steps: `under 1 min`, `3 min`, `2 h`, `4 d`. */
export function formatWait(since: string, now: number): string {
  const age = Math.max(0, now - Date.parse(since));
  if (age < MINUTE) return 'under 1 min';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h`;
  return `${Math.floor(age / DAY)} d`;
}

/** `Today`, `Yesterday`, `Monday 12 October` or with the year, for the line between two days of a thread. */
export function formatDay(iso: string, now: number): string {
  const date = new Date(iso);
  const days = daysBetween(date, new Date(now));
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString(dateLocale(), { weekday: 'long', day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** `10:43` or `10:43 AM`, in the agent's own time zone. */
export const formatTimeOfDay = (iso: string) => new Date(iso).toLocaleTimeString(dateLocale(), clockOptions());

/** The exact time, for hovers and tables: `12 October 2025, 10:43:07`, by the agent's region. */
export const formatExactTime = (iso: string) =>
  new Date(iso).toLocaleString(dateLocale(), { day: 'numeric', month: 'long', year: 'numeric', second: '2-digit', ...clockOptions() });

/** `12 Oct` or `Oct 12`, with the year when it is not this one. */
export function formatDate(time: number, now: number): string {
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return new Date(time).toLocaleDateString(dateLocale(), { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** Midnights between two dates in local time. */
export function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / DAY);
}
