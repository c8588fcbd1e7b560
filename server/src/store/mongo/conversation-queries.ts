import type { Document } from 'mongodb';
import { readCursor } from '../cursor.ts';
import type { ConversationFilter, ConversationRecord } from '../store.ts';
import { fromId, toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { matchWords } from './words.ts';

/** A search looks at this many of the newest messages that hold its words, so that a common word stays cheap. */
const SEARCHED = 10_000;
/** The time for a query grows faster than the number of its conditions. */
const CONDITIONS = 100;
const END_OF_TIME = new Date(8.64e15);

/** What fits the filter among the conversations that have a message; null when nothing can. */
export async function toQuery(engine: Engine, filter: ConversationFilter): Promise<Document | null> {
  const { siteIds, status, assignedAgent, waiting, search } = filter;
  const query: Document = { lastMessageAt: { $lte: END_OF_TIME } };
  if (siteIds) query.siteId = { $in: siteIds.map(toId) };
  if (status) query.status = { $in: status };
  if (assignedAgent !== undefined) query.assignedAgent = assignedAgent === null ? null : toId(assignedAgent);
  if (waiting !== undefined) query.waitingSince = waiting ? { $ne: null } : null;
  if (!search?.trim()) return query;
  const words = matchWords(search);
  if (!words) return null;
  // The index of words begins with the site.
  const ofSites = { siteId: query.siteId ?? { $in: await listSiteIds(engine) } };
  const inMessages = await findByMessages(engine, { ...ofSites, words });
  return { $and: [query, { $or: [{ ...ofSites, words }, { _id: { $in: inMessages } }] }] };
}

/** The rows after the cursor of a list that goes by `field` and `_id`, the newest first. */
export function afterCursor(list: string, field: string, cursor: string | undefined): Document {
  if (cursor === undefined) return {};
  const [time, id] = readCursor<[number, string]>(list, cursor, [0, '']);
  const at = new Date(time);
  return { $or: [{ [field]: { $lt: at } }, { [field]: at, _id: { $lt: toId(id) } }] };
}

/** Which of the conversations have a message that they do not know of. */
export async function findBehind(engine: Engine, records: ConversationRecord[]): Promise<string[]> {
  const next = records.map(({ _id, lastSeq }) => ({ conversationId: toId(_id), seq: lastSeq + 1 }));
  const parts = Array.from({ length: Math.ceil(next.length / CONDITIONS) }, (_, index) => next.slice(index * CONDITIONS, (index + 1) * CONDITIONS));
  const found = await Promise.all(
    parts.map(($or) =>
      engine
        .collection('messages')
        .find({ $or }, { projection: { conversationId: 1 } })
        .toArray(),
    ),
  );
  return found.flat().map(({ conversationId }) => fromId(conversationId));
}

async function listSiteIds(engine: Engine): Promise<unknown[]> {
  const sites = await engine
    .collection('sites')
    .find({}, { projection: { _id: 1 } })
    .toArray();
  return sites.map(({ _id }) => _id);
}

async function findByMessages(engine: Engine, filter: Document) {
  const found = await engine
    .collection('messages')
    .find(filter, { projection: { conversationId: 1 } })
    .sort({ _id: -1 })
    .limit(SEARCHED)
    .toArray();
  return [...new Set(found.map(({ conversationId }) => fromId(conversationId)))].map(toId);
}
