import type { Engine } from '../../mongo/engine.ts';
import { isDuplicateKey } from '../../mongo/mongo-errors.ts';
import { canonicalText } from '../digest.ts';
import { keyOf, type Part, type Row } from '../rows.ts';
import { findStored, toDocument } from './mongo-rows.ts';

/** At most this many rows per insert, and this many concurrent inserts. */
const CHUNK = 1000;

/** Inserts the rows; existing rows stay and must be identical. Resolves when a majority has them. */
export async function insertRows(engine: Engine, part: Part, rows: Row[]): Promise<void> {
  const inserts: Promise<void>[] = [];
  for (let index = 0; index < rows.length; index += CHUNK) inserts.push(insert(engine, part, rows.slice(index, index + CHUNK)));
  for (const { status, ...ended } of await Promise.allSettled(inserts)) if (status === 'rejected') throw (ended as PromiseRejectedResult).reason;
}

async function insert(engine: Engine, part: Part, rows: Row[]): Promise<void> {
  try {
    await insertAll(engine, part, rows);
  } catch (failure) {
    if (!isDuplicateKey(failure)) throw failure;
    const missing = await withoutStored(engine, part, rows);
    if (missing.length > 0) await insertAll(engine, part, missing);
  }
}

async function insertAll(engine: Engine, part: Part, rows: Row[]): Promise<void> {
  await engine.collection(part).insertMany(
    rows.map((row) => toDocument(part, row)),
    { ordered: false },
  );
}

/** An insert that was interrupted, or arrived twice, has stored some of them. */
async function withoutStored(engine: Engine, part: Part, rows: Row[]): Promise<Row[]> {
  const stored = new Map((await findStored(engine, part, rows)).map((row) => [nameOf(row), canonicalText(row)]));
  return rows.filter((row) => {
    const text = stored.get(nameOf(row));
    if (text !== undefined && text !== canonicalText(row)) throw new Error(`The target has another row of ${part} under the id ${nameOf(row)}.`);
    return text === undefined;
  });
}

function nameOf(row: Row): string {
  return keyOf(row).join(' ');
}
