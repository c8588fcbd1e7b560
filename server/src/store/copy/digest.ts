import { createHash } from 'node:crypto';
import type { Installation } from './installation.ts';
import { assertKey, type Key, keyOf, type Part, type Row } from './rows.ts';

/** How many rows a part has, and the SHA-256 (hex) of all of them in order; of blobs also their total size. */
export type Digest = { rows: number; hash: string; bytes?: number };

const BATCH = 2000;

/** Reads a part from its first row to its last. `onRows` is called for each batch, and may throw to stop. */
export async function digestPart(installation: Installation, part: Part, onRows: (rows: number) => void): Promise<Digest> {
  const hash = createHash('sha256');
  let rows = 0;
  let after: Key | null = null;
  let next: Promise<Row[]> = installation.read(part, after, BATCH);
  for (;;) {
    const batch: Row[] = await next;
    const last = batch.at(-1);
    if (!last) return { rows, hash: hash.digest('hex') };
    after = keyOf(last);
    next = installation.read(part, after, BATCH);
    // Reported when awaited, which a failure of this batch may prevent.
    next.catch(() => {});
    for (const row of batch) assertKey(part, keyOf(row));
    hash.update(batch.map((row) => `${canonicalText(row)}\n`).join(''));
    rows += batch.length;
    onRows(batch.length);
  }
}

/** The SHA-256 (hex) of one value. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalText(value)).digest('hex');
}

/**
 * JSON with sorted keys and dates as ISO text: identical for the same row, whichever engine it comes from. An unpaired surrogate counts as the
 * replacement character, which is all that UTF-8 can store of it.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (value instanceof Date) return `"${value.toISOString()}"`;
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = value as Record<string, unknown>;
  // Concatenated by hand: for a million rows this halves the time of a comparison.
  let text = '';
  for (const name of Object.keys(members).sort()) {
    const member = members[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${canonicalText(member)}`;
  }
  return `{${text}}`;
}

/** Field names as JSON: few, and needed over and over. */
const names = new Map<string, string>();

function quoted(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const text = JSON.stringify(name);
  names.set(name, text);
  return text;
}
