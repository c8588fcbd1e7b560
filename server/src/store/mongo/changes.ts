import type { Document } from 'mongodb';
import { readCursor, writeCursor } from '../cursor.ts';
import type { ChangeStore } from '../port/changes.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import { listChangedMarks } from './agent-read-marks.ts';
import { conversations } from './collections.ts';
import { loadRepaired } from './conversation-documents.ts';
import { findStale } from './conversation-queries.ts';
import { fromId, toId } from './documents.ts';
import { type Deadline, type Engine, LONG_MS } from './engine.ts';
import type { Lanes } from './lanes.ts';

/**
 * A change may become visible this long after its timestamp, in milliseconds, so the list looks back this far. It is also the maximum clock
 * difference between servers.
 */
const OVERLAP_MS = 2000;
/** How far the list looks back when the server's clock was set back. */
const STEPPED_BACK_MS = 60_000;
const LIMIT = 1000;

/**
 * How far a process has read, in the server's time. With an `id`, a page ended there and there are more; `continueAt` is the time to continue
 * from once all pages are read, 0 as long as each of them ended before the overlap. Without an `id`, all changes up to `at` are known except
 * for the overlap.
 */
type Mark = { at: number; id: string; continueAt: number };

/**
 * Every write of a conversation sets `changedAt` to the server's time. Changes may become visible in a different order than their timestamps,
 * so the list looks back over the overlap. It reads the primary's latest data: a change is there before it is acknowledged.
 */
export function createChangeStore(engine: Engine, { isBusy }: Pick<Lanes, 'isBusy'>): ChangeStore {
  return {
    list: (after) =>
      engine.run(async (deadline) => {
        const now = await readServerTime(engine);
        if (after === null) return { conversations: [], mark: write({ at: now, id: '', continueAt: 0 }), isAll: true };
        const mark = read(after);
        const found = await findAfter(engine, mark, now);
        const listed = await repairStale(engine, found, { isBusy, deadline });
        const last = found.at(-1);
        const continueAt = mark.id === '' ? 0 : mark.continueAt;
        if (found.length < LIMIT || !last) return { conversations: listed, mark: write({ at: continueAt || now, id: '', continueAt: 0 }), isAll: true };
        // Changes may still appear behind a page that ends within the overlap.
        const isWithinOverlap = Number(last.changedAt) > now - OVERLAP_MS;
        const next = { at: Number(last.changedAt), id: fromId(last._id), continueAt: continueAt || (isWithinOverlap ? now : 0) };
        return { conversations: listed, mark: write(next), isAll: false };
      }, LONG_MS),
    listReadMarks: (agentIds, after) => engine.run(() => listChangedMarks(engine, agentIds, after)),
  };
}

async function findAfter(engine: Engine, { at, id }: Mark, now: number): Promise<Document[]> {
  const from = new Date(at > now ? now - STEPPED_BACK_MS : at - OVERLAP_MS);
  // A change with a future timestamp was listed before the clock was set back, or will be once that time is reached.
  const upTo = { $lte: new Date(now + OVERLAP_MS) };
  const position =
    id === '' ? { changedAt: { $gt: from } } : { $or: [{ changedAt: { $gt: new Date(at) } }, { changedAt: new Date(at), _id: { $gt: toId(id) } }] };
  return engine
    .collection('conversations')
    .find({ $and: [{ changedAt: upTo }, position] }, { projection: { ...conversations.projection, changedAt: 1 }, readConcern: { level: 'local' } })
    .sort({ changedAt: 1, _id: 1 })
    .limit(LIMIT)
    .toArray();
}

/** The conversations, with stale ones repaired unless the update is in flight here; removed ones are omitted. */
async function repairStale(
  engine: Engine,
  found: Document[],
  { isBusy, deadline }: Pick<Lanes, 'isBusy'> & { deadline: Deadline },
): Promise<ConversationRecord[]> {
  const records = found.map(conversations.toRecord);
  const repaired = new Map<string, ConversationRecord | null>();
  const stale = (await findStale(engine, records)).filter((id) => !isBusy(id));
  for (const id of stale) repaired.set(id, (await loadRepaired(engine, id, deadline))?.conversation ?? null);
  return records.flatMap((record) => (repaired.has(record._id) ? (repaired.get(record._id) ?? []) : record));
}

/** The clock behind `changedAt`, read through a document that every database has. */
async function readServerTime(engine: Engine): Promise<number> {
  const [found] = await engine
    .collection('migrations')
    .aggregate([{ $limit: 1 }, { $project: { now: '$$NOW' } }])
    .toArray();
  return Number(found?.now);
}

function write({ at, id, continueAt }: Mark): string {
  return writeCursor('changes', [at, continueAt, id]);
}

function read(mark: string): Mark {
  const [at, continueAt, id] = readCursor<[number, number, string]>('changes', mark, [0, 0, '']);
  return { at, id, continueAt };
}
