import { AppError } from '../failure.ts';

/** Where a page ended: the sort values of its last row, with the id last. */
export type Position = (string | number)[];

/** Creates the opaque cursor of a list; `list` names the list, so that a cursor of another list is rejected. */
export function writeCursor(list: string, position: Position): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

/** Reads a cursor of this list, whose sort values have the types of `sample`; rejects any other with VALIDATION. */
export function readCursor<P extends Position>(list: string, cursor: string, sample: P): P {
  const [madeFor, ...position] = parseCursor(cursor);
  const fits = madeFor === list && position.length === sample.length && position.every((value, index) => typeof value === typeof sample[index]);
  if (!fits) throw invalidCursor();
  return position as P;
}

/** Splits the `limit + 1` rows that were read into a page and the cursor of the next one. */
export function toPage<T>(rows: T[], limit: number, cursorAfter: (last: T) => string): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorAfter(last) : null };
}

function parseCursor(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Arbitrary client input: rejected below.
  }
  throw invalidCursor();
}

function invalidCursor(): AppError {
  return new AppError('VALIDATION', { details: [{ path: 'cursor', message: 'is not a cursor of this list' }] });
}
