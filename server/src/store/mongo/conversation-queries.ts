import type { Document, ObjectId } from 'mongodb';
import { readCursor, writeCursor } from '../cursor.ts';
import type { ConversationFilter, ConversationRecord, SearchMatch } from '../port/conversations.ts';
import { fromId, toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { matchTerms } from './search-filter.ts';

/** A search examines this many of the newest messages that contain its words, so that a common word stays cheap. */
const SEARCHED = 10_000;
/** Query time grows faster than the number of conditions. */
const CONDITIONS = 100;
const END_OF_TIME = new Date(8.64e15);

/** How a list is sorted, with the condition for the rows after its cursor. */
export type Order = {
  sort: Record<string, 1 | -1>;
  after: Document;
  cursorAfter(last: ConversationRecord): string;
};

/** The sort order of a list with this filter. */
export function orderOf({ waiting }: ConversationFilter, cursor: string | undefined): Order {
  if (!waiting)
    return {
      sort: { lastMessageAt: -1, _id: -1 },
      after: afterCursor('conversations', 'lastMessageAt', cursor),
      cursorAfter: (last) => writeCursor('conversations', [Number(last.lastMessageAt), last._id]),
    };
  return {
    sort: { waitingSince: 1, _id: 1 },
    after: afterCursor('waiting conversations', 'waitingSince', cursor, '$gt'),
    cursorAfter: (last) => writeCursor('waiting conversations', [Number(last.waitingSince), last._id]),
  };
}

/** What matches the filter among the conversations that have a message. */
export function toQuery({ siteIds, status, assignedAgent, waiting }: ConversationFilter): Document {
  const query: Document = { lastMessageAt: { $lte: END_OF_TIME } };
  if (siteIds) query.siteId = { $in: siteIds.map(toId) };
  if (status) query.status = { $in: status };
  if (assignedAgent !== undefined) query.assignedAgent = assignedAgent === null ? null : toId(assignedAgent);
  // Matches the index of waiting conversations.
  if (waiting !== undefined) query.waitingSince = waiting ? { $type: 'date' } : null;
  return query;
}

/** The conversations that a search matches, and the newest matching message in each; null when there is nothing to search for. */
export async function toSearchQuery(
  engine: Engine,
  search: string,
  filter: ConversationFilter,
): Promise<{ query: Document; hits: Map<string, unknown> } | null> {
  const query = toQuery(filter);
  const terms = matchTerms(search);
  if (!terms) return null;
  // The index of terms starts with the site.
  const ofSites = { siteId: query.siteId ?? { $in: await listSiteIds(engine) } };
  const hits = await findByMessages(engine, { ...ofSites, ...terms });
  return { query: { $and: [query, { $or: [{ ...ofSites, ...terms }, { _id: { $in: [...hits.keys()].map(toId) } }] }] }, hits };
}

/** The hits that belong to these conversations. */
export async function readMatches(engine: Engine, records: ConversationRecord[], hits: Map<string, unknown>): Promise<Map<string, SearchMatch>> {
  const wanted = records.flatMap(({ _id }) => hits.get(_id) ?? []) as ObjectId[];
  const projection = { conversationId: 1, seq: 1, senderType: 1, content: 1, createdAt: 1 };
  const found = await engine
    .collection('messages')
    .find({ _id: { $in: wanted } }, { projection })
    .toArray();
  return new Map(
    found.map(({ _id, conversationId, seq, senderType, content, createdAt }) => [
      fromId(conversationId),
      { _id: fromId(_id), seq, senderType, content, createdAt },
    ]),
  );
}

/** The rows after the cursor of a list sorted by `field` and `_id`, by default newest first. */
export function afterCursor(list: string, field: string, cursor: string | undefined, isAfter: '$lt' | '$gt' = '$lt'): Document {
  if (cursor === undefined) return {};
  const [time, id] = readCursor<[number, string]>(list, cursor, [0, '']);
  const at = new Date(time);
  return { $or: [{ [field]: { [isAfter]: at } }, { [field]: at, _id: { [isAfter]: toId(id) } }] };
}

/** The conversations with a message that is not applied yet. */
export async function findStale(engine: Engine, records: ConversationRecord[]): Promise<string[]> {
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

/** The newest matching message, by its conversation. */
async function findByMessages(engine: Engine, filter: Document): Promise<Map<string, unknown>> {
  const found = await engine
    .collection('messages')
    .find(filter, { projection: { conversationId: 1 } })
    .sort({ _id: -1 })
    .limit(SEARCHED)
    .toArray();
  return new Map(found.reverse().map(({ _id, conversationId }) => [fromId(conversationId), _id]));
}
