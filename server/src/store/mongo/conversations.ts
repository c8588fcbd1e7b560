import type { Document } from 'mongodb';
import { afterChange, afterEntry, afterRead, afterVisit, initialConversation, readSeqOf } from '../conversation-changes.ts';
import { toPage } from '../cursor.ts';
import type { ConversationRecord, ConversationStore, NewConversation } from '../port/conversations.ts';
import { complete } from '../port/record.ts';
import { type ThreadEntryRecord, threadEntryRecord } from '../port/thread-entries.ts';
import { conversations } from './collections.ts';
import { changeConversation, insertConversation, loadRepaired, toLoaded } from './conversation-documents.ts';
import { findStale, type Order, orderOf, readMatches, toQuery, toSearchQuery } from './conversation-queries.ts';
import { countInbox } from './count-inbox.ts';
import { fromId, toId } from './documents.ts';
import { type Deadline, type Engine, LONG_MS } from './engine.ts';
import { createGroupedGet } from './grouped-get.ts';
import type { Lanes } from './lanes.ts';
import { isDuplicateKey, isUnavailable, unavailable } from './mongo-errors.ts';
import { coveredBy, markRead } from './read-marks.ts';
import type { Reindexing } from './reindexing.ts';
import { removeConversation } from './removals.ts';

/** Read beyond the limit: a stale conversation looks like one without a message until it is repaired, and of those a visitor has few. */
const SPARE = 10;

/** `onUncertain` receives conversations with a write of unknown outcome. */
export function createConversationStore(
  engine: Engine,
  lanes: Lanes,
  { onUncertain, reindexing }: { onUncertain: (conversationIds: string[]) => void; reindexing: Reindexing },
): ConversationStore {
  const collection = engine.collection('conversations');
  const getGrouped = createGroupedGet(engine, lanes);
  const inLane = async <T>(id: string, act: (deadline: Deadline) => Promise<T>, withinMs?: number) => {
    const inTurn = (deadline: Deadline) =>
      lanes.run(id, async () => {
        if (deadline.hasPassed) throw unavailable('its turn came too late');
        return act(deadline);
      });
    try {
      return await engine.run(inTurn, withinMs);
    } catch (failure) {
      if (isUnavailable(failure)) onUncertain([id]);
      throw failure;
    }
  };
  return {
    add: (conversation) => engine.run((deadline) => addConversation(engine, conversation, deadline)),
    get: (id) => engine.run((deadline) => getGrouped(id, deadline)),
    getCurrentOf: (siteId, visitorId) => engine.run((deadline) => findCurrentOf(engine, { siteId, visitorId }, deadline)),
    listEarlierThan: ({ _id, siteId, visitorId, createdAt }, limit) =>
      engine.run(async (deadline) => {
        const isEarlier = { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: toId(_id) } }] };
        const order = { sort: { createdAt: -1, _id: -1 } as const, limit: limit + SPARE, deadline };
        const records = await listRepaired(engine, { siteId: toId(siteId), visitorId, ...isEarlier }, order);
        return records.filter(({ lastMessageAt }) => lastMessageAt !== null).slice(0, limit);
      }),
    list: ({ limit, cursor, ...filter }) =>
      engine.run(async (deadline) => {
        const order = orderOf(filter, cursor);
        const records = await listRepaired(engine, { $and: [toQuery(filter), order.after] }, { ...order, limit: limit + 1, deadline });
        return toPage(records, limit, order.cursorAfter);
      }, LONG_MS),
    search: ({ limit, cursor, search, ...filter }) =>
      engine.run(async (deadline) => {
        const order = orderOf(filter, cursor);
        await reindexing.assertDone();
        const found = await toSearchQuery(engine, search, filter);
        if (!found) return { items: [], nextCursor: null };
        const records = await listRepaired(engine, { $and: [found.query, order.after] }, { ...order, limit: limit + 1, deadline });
        const matches = await readMatches(engine, records, found.hits);
        const items = records.map((record) => ({ ...record, match: matches.get(record._id) ?? null }));
        return toPage(items, limit, order.cursorAfter);
      }, LONG_MS),
    countInbox: (scope) => engine.run(() => countInbox(engine, scope), LONG_MS),
    updateVisitor: (id, details, at) =>
      inLane(id, async (deadline) => {
        const changed = await changeConversation(engine, { id, deadline }, (before) => ({ conversation: afterVisit(before, details, at) }));
        return changed && changed.conversation;
      }),
    change: (...[id, expectedRevision, changes, activity, at]) =>
      inLane(id, async (deadline) => {
        const changed = await changeConversation(engine, { id, deadline }, (before) =>
          before.revision === expectedRevision
            ? { isExpected: true, conversation: afterChange(before, changes, { entries: activity.length, at }), activity, jobs: changes.jobs ?? [] }
            : { isExpected: false },
        );
        return changed?.change.isExpected ? changed.conversation : null;
      }),
    requestHuman: (id, activity, at, jobs = []) =>
      inLane(id, async (deadline) => {
        const changed = await changeConversation(engine, { id, deadline }, (before) =>
          before.humanRequestedAt
            ? { first: false }
            : {
                first: true,
                conversation: { ...before, humanRequestedAt: at, waitingSince: before.waitingSince ?? at, entryCount: before.entryCount + 1, updatedAt: at },
                activity: [activity],
                jobs,
              },
        );
        return changed && { conversation: changed.conversation, first: changed.change.first };
      }),
    markRead: (id, side, seq, at) =>
      inLane(id, async (deadline) => {
        const changed = await changeConversation(engine, { id, deadline }, (before) => read(engine, before, { side, seq, at }));
        return changed && { conversation: changed.conversation, changed: changed.change.conversation !== undefined };
      }),
    addEntry: (entry, { set, jobs = [] } = {}) =>
      inLane(entry.conversationId, async (deadline) => {
        const changed = await changeConversation(engine, { id: entry.conversationId, deadline }, (before) => ({
          conversation: afterEntry(before, entry, set),
          activity: [entry],
          jobs,
        }));
        return changed && changed.conversation;
      }),
    listEntries: (id, limit) =>
      engine.run(async () => {
        const found = await collection.findOne({ _id: toId(id) }, { projection: { activity: 1 } });
        const happened = ((found?.activity ?? []) as ThreadEntryRecord[]).map((entry) => complete(threadEntryRecord, entry));
        return happened.toSorted((a, b) => Number(a.createdAt) - Number(b.createdAt)).slice(-limit);
      }),
    remove: (id) => inLane(id, () => removeConversation(engine, id), LONG_MS),
  };
}

async function addConversation(engine: Engine, conversation: NewConversation, deadline: Deadline): Promise<ConversationRecord> {
  while (!deadline.hasPassed) {
    const current = await findCurrentOf(engine, conversation, deadline);
    if (current) return current;
    const added = initialConversation(conversation);
    try {
      if (await insertConversation(engine, added)) return added;
    } catch (failure) {
      if (!isDuplicateKey(failure)) throw failure;
    }
  }
  throw unavailable('the current conversation cannot be determined');
}

async function findCurrentOf(
  engine: Engine,
  { siteId, visitorId }: { siteId: string; visitorId: string },
  deadline: Deadline,
): Promise<ConversationRecord | null> {
  const found = await engine.collection('conversations').findOne({ siteId: toId(siteId), visitorId, isCurrent: true }, { projection: { _id: 1 } });
  const conversation = found && (await loadRepaired(engine, fromId(found._id), deadline))?.conversation;
  return conversation && conversation.status !== 'closed' ? conversation : null;
}

/** A page of conversations; stale ones are repaired, and the page is read again. */
async function listRepaired(
  engine: Engine,
  query: Document,
  { sort, limit, deadline }: Pick<Order, 'sort'> & { limit: number; deadline: Deadline },
): Promise<ConversationRecord[]> {
  const readPage = () =>
    engine
      .collection('conversations')
      .find(query, { projection: { ...conversations.projection, stamp: 1 } })
      .sort(sort)
      .limit(limit)
      .toArray();
  let records = (await readPage()).map((document) => toLoaded(document).conversation);
  const stale = await findStale(engine, records);
  if (stale.length > 0) {
    for (const id of stale) await loadRepaired(engine, id, deadline);
    records = (await readPage()).map(conversations.toRecord);
  }
  return records;
}

/** One side marks everything up to `seq` as read. */
async function read(engine: Engine, before: ConversationRecord, { side, seq, at }: { side: 'agent' | 'visitor'; seq: number; at: Date }) {
  const after = readSeqOf(before, side);
  const upTo = Math.min(seq, before.lastSeq);
  if (upTo <= after) return {};
  const span = { conversationId: before._id, side, after, upTo };
  const newlyRead = side === 'agent' ? await engine.collection('messages').countDocuments(coveredBy(span)) : 0;
  await markRead(engine, [{ ...span, at }]);
  return { conversation: afterRead(before, { side, upTo, at }, newlyRead) };
}
