import { Temporal } from 'temporal-polyfill';
import { AppError } from '../failure.ts';

/** Days in a time zone: `dates[i]` lasts from `boundaries[i]` up to `boundaries[i + 1]`, which is 23 or 25 hours when the clocks change. */
export type Days = { dates: string[]; boundaries: Date[] };

const DEFAULT_DAYS = 14;
const MAX_DAYS = 366;

/** The requested days, by default today and the 13 days before it. VALIDATION for an unknown zone, a wrong order, or more than 366 days. */
export function readDays(range: { from?: string | undefined; to?: string | undefined; timeZone: string }, now: Date): Days & { from: string; to: string } {
  const to = range.to === undefined ? dayOf(now, range.timeZone) : readDay('to', range.to);
  const from = range.from === undefined ? to.subtract({ days: DEFAULT_DAYS - 1 }) : readDay('from', range.from);
  const length = from.until(to, { largestUnit: 'days' }).days + 1;
  if (length < 1) throw invalid('from', 'must not be after to');
  if (length > MAX_DAYS) throw invalid('from', `must be at most ${MAX_DAYS} days before to`);
  return { from: from.toString(), to: to.toString(), ...listDays(from, length, range.timeZone) };
}

/** Today and the `before` days before it. */
export function lastDays(before: number, timeZone: string, now: Date): Days {
  return listDays(dayOf(now, timeZone).subtract({ days: before }), before + 1, timeZone);
}

function listDays(first: Temporal.PlainDate, length: number, timeZone: string): Days {
  const starts = Array.from({ length: length + 1 }, (_, index) => first.add({ days: index }));
  return {
    dates: starts.slice(0, length).map((day) => day.toString()),
    boundaries: starts.map((day) => new Date(startOf(day, timeZone))),
  };
}

function dayOf(now: Date, timeZone: string): Temporal.PlainDate {
  return inZone(() => Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate());
}

function startOf(day: Temporal.PlainDate, timeZone: string): number {
  return inZone(() => day.toZonedDateTime(timeZone).epochMilliseconds);
}

function readDay(path: string, text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch (failure) {
    throw failure instanceof RangeError ? invalid(path, 'must be a day such as 2026-11-23') : failure;
  }
}

/** Temporal knows the time zones, and throws a RangeError for an unknown one. */
function inZone<T>(work: () => T): T {
  try {
    return work();
  } catch (failure) {
    throw failure instanceof RangeError ? invalid('timeZone', 'must be a time zone such as Europe/Berlin') : failure;
  }
}

function invalid(path: string, message: string): AppError {
  return new AppError('VALIDATION', { details: [{ path, message }] });
}
