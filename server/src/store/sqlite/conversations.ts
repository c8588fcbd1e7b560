import { afterChange, afterEntry, afterRead, afterVisit, initialConversation, type Reading, readSeqOf } from '../conversation-changes.ts';
import type { ConversationRecord, ConversationStore } from '../port/conversations.ts';
import { addActivity, listEntries } from './activity.ts';
import type { Sql } from './connection.ts';
import type { ConversationCache } from './conversation-cache.ts';
import { CONVERSATION_BY_ID } from './conversation-queries.ts';
import { list } from './conversation-reads.ts';
import type { Engine } from './group-commit.ts';
import { indexBeforeSearch } from './indexing.ts';
import type { JobWrites } from './jobs.ts';
import type { Reader } from './reader.ts';
import type { Removals } from './removals.ts';
import { findOne } from './table.ts';
import { conversations } from './tables.ts';

const CURRENT_OF = `SELECT ${conversations.columns()} FROM conversations WHERE siteId = @siteId AND visitorId = @visitorId AND status <> 'closed'`;
const EARLIER_THAN = `SELECT ${conversations.columns()} FROM conversations
  WHERE siteId = @siteId AND visitorId = @visitorId AND lastMessageAt IS NOT NULL AND (createdAt, rowid) < (@createdAt, (SELECT rowid FROM conversations WHERE _id = @_id))
  ORDER BY createdAt DESC, rowid DESC LIMIT @limit`;
const MARK_READ = 'UPDATE messages SET isRead = 1, readAt = ? WHERE conversationId = ? AND seq > ? AND seq <= ?';
const MARK_QUESTIONS_READ = `${MARK_READ} AND senderType = 'visitor'`;
const MARK_ANSWERS_READ = `${MARK_READ} AND senderType <> 'visitor'`;

type Parts = { cache: ConversationCache; removals: Removals; reader: Reader; jobs: JobWrites };

export function createConversationStore(engine: Engine, { cache, removals, reader, jobs }: Parts): ConversationStore {
  const { sql, read, write } = engine;
  return {
    add: (conversation) => write(() => findCurrentOf(sql, conversation) ?? insert(sql, initialConversation(conversation))),
    get: (id) => read(() => findOne(sql, conversations, CONVERSATION_BY_ID, [id])),
    getCurrentOf: (siteId, visitorId) => read(() => findCurrentOf(sql, { siteId, visitorId })),
    listEarlierThan: ({ _id, siteId, visitorId, createdAt }, limit) =>
      read(() => sql.all(EARLIER_THAN, { _id, siteId, visitorId, createdAt: createdAt.getTime(), limit }).map(conversations.toRecord)),
    list: (request) => read(() => list(sql, request)),
    search: async (request) => {
      await indexBeforeSearch(engine);
      return reader.read('search', request);
    },
    countInbox: (scope) => reader.read('countInbox', scope),
    updateVisitor: (id, details, at) =>
      write(() => {
        const conversation = cache.find(id);
        return conversation && cache.save(conversation, afterVisit(conversation, details, at));
      }),
    change: (...change) => write(() => changeStatus(sql, { cache, jobs }, change)),
    requestHuman: (id, activity, at, added = []) =>
      write(() => {
        const conversation = cache.find(id);
        if (!conversation) return null;
        if (conversation.humanRequestedAt) return { conversation, first: false };
        addActivity(sql, activity);
        jobs.add(added);
        const waitingSince = conversation.waitingSince ?? at;
        return { conversation: cache.save(conversation, { ...conversation, humanRequestedAt: at, waitingSince, updatedAt: at }), first: true };
      }),
    markRead: (id, side, seq, at) =>
      write(() => {
        const conversation = cache.find(id);
        if (!conversation) return null;
        const reading = { side, upTo: Math.min(seq, conversation.lastSeq), at };
        const changed = afterRead(conversation, reading, markMessagesRead(sql, conversation, reading));
        return { conversation: cache.save(conversation, changed), changed: changed !== conversation };
      }),
    addEntry: (entry, { set, jobs: added = [] } = {}) =>
      write(() => {
        const conversation = cache.find(entry.conversationId);
        if (!conversation) return null;
        addActivity(sql, entry);
        jobs.add(added);
        return cache.save(conversation, afterEntry(conversation, entry, set));
      }),
    listEntries: (id, limit) => read(() => listEntries(sql, id, limit)),
    remove: async (id) => {
      const isRemoved = await write(() => removals.removeConversation(id));
      if (isRemoved) removals.resume();
      return isRemoved;
    },
  };
}

/** Marks what the other side wrote as read, from this side's previous read mark on; returns how many messages that were. */
export function markMessagesRead(sql: Sql, conversation: ConversationRecord, { side, upTo, at }: Reading): number {
  const after = readSeqOf(conversation, side);
  if (upTo <= after || after >= conversation.lastSeq) return 0;
  return sql.run(side === 'agent' ? MARK_QUESTIONS_READ : MARK_ANSWERS_READ, [at.getTime(), conversation._id, after, upTo]);
}

function changeStatus(
  sql: Sql,
  { cache, jobs }: Pick<Parts, 'cache' | 'jobs'>,
  [id, expectedRevision, changes, activity, at]: Parameters<ConversationStore['change']>,
): ConversationRecord | null {
  const conversation = cache.find(id);
  if (conversation?.revision !== expectedRevision) return null;
  for (const happened of activity) addActivity(sql, happened);
  jobs.add(changes.jobs ?? []);
  return cache.save(conversation, afterChange(conversation, changes, { entries: activity.length, at }));
}

function findCurrentOf(sql: Sql, { siteId, visitorId }: { siteId: string; visitorId: string }): ConversationRecord | null {
  return findOne(sql, conversations, CURRENT_OF, { siteId, visitorId });
}

function insert(sql: Sql, conversation: ConversationRecord): ConversationRecord {
  sql.run(conversations.insert, conversations.toValues(conversation));
  return conversation;
}
