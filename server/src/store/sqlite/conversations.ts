import { afterChange, afterRead, beginConversation, type Reading, readSeqOf } from '../conversation-changes.ts';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import type { ConversationRecord, ConversationStore, InboxCounts, SearchMatch } from '../store.ts';
import { addActivity, listActivity } from './activity.ts';
import type { Sql } from './connection.ts';
import { COUNT_INBOX, conversations, listStatement, orderOf, scopeParameters, searchParameters, searchStatement } from './conversation-queries.ts';
import type { Engine } from './group-commit.ts';
import type { KnownConversations } from './known-conversations.ts';
import { indexBeforeSearch } from './message-search.ts';
import { defineTable, findById, findOne, withChanges } from './table.ts';

const CURRENT_OF = `SELECT ${conversations.columns()} FROM conversations WHERE siteId = @siteId AND visitorId = @visitorId AND status <> 'closed'`;
const EARLIER_THAN = `SELECT ${conversations.columns()} FROM conversations
  WHERE siteId = @siteId AND visitorId = @visitorId AND lastMessageAt IS NOT NULL AND (createdAt, rowid) < (@createdAt, (SELECT rowid FROM conversations WHERE _id = @_id))
  ORDER BY createdAt DESC, rowid DESC LIMIT 1`;
const REMOVE = 'DELETE FROM conversations WHERE _id = @id';
const MARK_READ = 'UPDATE messages SET isRead = 1, readAt = ? WHERE conversationId = ? AND seq > ? AND seq <= ?';
const MARK_QUESTIONS_READ = `${MARK_READ} AND senderType = 'visitor'`;
const MARK_ANSWERS_READ = `${MARK_READ} AND senderType <> 'visitor'`;

const matches = defineTable<SearchMatch>('messages', { _id: 'plain', seq: 'plain', senderType: 'plain', content: 'plain', createdAt: 'date' });
const MATCHES = `SELECT number, ${matches.columns()} FROM messages WHERE number IN (SELECT value FROM json_each(@numbers))`;

export function createConversationStore(engine: Engine, known: KnownConversations): ConversationStore {
  const { sql, read, write } = engine;
  return {
    add: (conversation) => write(() => findCurrentOf(sql, conversation) ?? insert(sql, beginConversation(conversation))),
    get: (id) => read(() => findById(sql, conversations, id)),
    getCurrentOf: (siteId, visitorId) => read(() => findCurrentOf(sql, { siteId, visitorId })),
    getEarlierThan: ({ _id, siteId, visitorId, createdAt }) =>
      read(() => findOne(sql, conversations, EARLIER_THAN, { _id, siteId, visitorId, createdAt: createdAt.getTime() })),
    list: (request) => read(() => list(sql, request)),
    search: async (request) => {
      await indexBeforeSearch(engine);
      return read(() => search(sql, request));
    },
    countInbox: (scope) => read(() => countInbox(sql, scope)),
    updateVisitor: (id, details, at) =>
      write(() => {
        const conversation = known.find(id);
        return conversation && known.save(conversation, { ...withChanges(conversation, details), updatedAt: at });
      }),
    change: (...change) => write(() => changeStatus(sql, known, change)),
    requestHuman: (id, activity, at) =>
      write(() => {
        const conversation = known.find(id);
        if (!conversation) return null;
        if (conversation.humanRequestedAt) return { conversation, first: false };
        addActivity(sql, activity);
        const waitingSince = conversation.waitingSince ?? at;
        return { conversation: known.save(conversation, { ...conversation, humanRequestedAt: at, waitingSince, updatedAt: at }), first: true };
      }),
    markRead: (id, side, seq, at) =>
      write(() => {
        const conversation = known.find(id);
        if (!conversation) return null;
        const reading = { side, upTo: Math.min(seq, conversation.lastSeq), at };
        const changed = afterRead(conversation, reading, markMessagesRead(sql, conversation, reading));
        return { conversation: known.save(conversation, changed), changed: changed !== conversation };
      }),
    listActivity: (id, limit) => read(() => listActivity(sql, id, limit)),
    remove: (id) =>
      write(() => {
        known.forget();
        return sql.run(REMOVE, { id }) > 0;
      }),
  };
}

/** Marks what the other side wrote as read, from where this side had read on; returns how many messages that were. */
export function markMessagesRead(sql: Sql, conversation: ConversationRecord, { side, upTo, at }: Reading): number {
  const after = readSeqOf(conversation, side);
  if (upTo <= after || after >= conversation.lastSeq) return 0;
  return sql.run(side === 'agent' ? MARK_QUESTIONS_READ : MARK_ANSWERS_READ, [at.getTime(), conversation._id, after, upTo]);
}

function changeStatus(
  sql: Sql,
  known: KnownConversations,
  [id, expectedRevision, changes, activity, at]: Parameters<ConversationStore['change']>,
): ConversationRecord | null {
  const conversation = known.find(id);
  if (conversation?.revision !== expectedRevision) return null;
  for (const happened of activity) addActivity(sql, happened);
  return known.save(conversation, afterChange(conversation, changes, at));
}

function findCurrentOf(sql: Sql, { siteId, visitorId }: { siteId: string; visitorId: string }): ConversationRecord | null {
  return findOne(sql, conversations, CURRENT_OF, { siteId, visitorId });
}

function insert(sql: Sql, conversation: ConversationRecord): ConversationRecord {
  sql.run(conversations.insert, conversations.toValues(conversation));
  return conversation;
}

type Request<Act extends 'list' | 'search'> = Parameters<ConversationStore[Act]>[0];
type Answer<Act extends 'list' | 'search'> = Awaited<ReturnType<ConversationStore[Act]>>;

function list(sql: Sql, { limit, cursor, ...filter }: Request<'list'>): Answer<'list'> {
  const order = orderOf(filter);
  const [at, id] = cursor === undefined ? order.top : readCursor(order.name, cursor, order.top);
  const rows = sql.all(listStatement(filter), { ...scopeParameters(filter), assignedAgent: filter.assignedAgent ?? null, at, id, limit });
  return toPage(rows.map(conversations.toRecord), limit, (last) => writeCursor(order.name, order.positionOf(last)));
}

function search(sql: Sql, { limit, cursor, search: text, ...filter }: Request<'search'>): Answer<'search'> {
  const order = orderOf(filter);
  const [at, id] = cursor === undefined ? order.top : readCursor(order.name, cursor, order.top);
  const words = searchParameters(text, filter.siteIds);
  if (!words) return { items: [], nextCursor: null };
  const parameters = { ...scopeParameters(filter), ...words, assignedAgent: filter.assignedAgent ?? null, at, id, limit };
  const rows = sql.all<{ hit: number | null }>(searchStatement(filter), parameters);
  const hits = readMatches(
    sql,
    rows.flatMap(({ hit }) => hit ?? []),
  );
  const found = rows.map(({ hit, ...row }) => ({ ...conversations.toRecord(row), match: hits.get(hit) ?? null }));
  return toPage(found, limit, (last) => writeCursor(order.name, order.positionOf(last)));
}

function readMatches(sql: Sql, numbers: number[]): Map<number | null, SearchMatch> {
  const rows = sql.all<{ number: number }>(MATCHES, { numbers: JSON.stringify(numbers) });
  return new Map(rows.map(({ number, ...row }) => [number, matches.toRecord(row)]));
}

function countInbox(sql: Sql, { siteIds, agentId }: Parameters<ConversationStore['countInbox']>[0]): InboxCounts {
  const parameters = { ...scopeParameters({ siteIds, status: ['open', 'assigned'] }), agentId };
  const { oldestWaitingSince: oldest, ...counts } = sql.get(COUNT_INBOX, parameters) as Omit<InboxCounts, 'oldestWaitingSince'> & {
    oldestWaitingSince: number | null;
  };
  return { ...counts, oldestWaitingSince: oldest === null ? null : new Date(oldest) };
}
