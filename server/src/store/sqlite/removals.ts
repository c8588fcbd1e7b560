import { setTimeout as wait } from 'node:timers/promises';
import { simpleStores } from '../port/simple-stores.ts';
import type { Sql } from './connection.ts';
import type { Engine } from './group-commit.ts';
import { REMOVE_JOBS_OF_CONVERSATION, REMOVE_JOBS_OF_SITE } from './jobs.ts';

/**
 * Migration 5: pending removals. A site, or a conversation with many messages, is marked here and gone for all clients from that commit on;
 * its rows are removed in slices, and after a crash the next start continues. The indexes are those of maintenance.
 */
export const REMOVALS = `
CREATE TABLE removals (_id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('site', 'conversation'))) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_empty ON conversations (createdAt) WHERE lastMessageAt IS NULL;
CREATE INDEX visitors_tokenExpiresAt ON visitors (tokenExpiresAt);
`;

/** How many rows one transaction removes, so that the event loop stays free for other work. */
const SLICE = 100;
const PAUSE_MS = 5;
const RETRY_MS = 1000;
/** Slices per step; all other work may run between two of them. */
const MAX_SLICES = 20;

/** A condition: the row, of which `ids` are columns, is not being removed. */
export const isKept = (...ids: string[]) => `NOT EXISTS (SELECT 1 FROM removals WHERE removals._id IN (${ids.join(', ')}))`;

const SCHEDULE = 'INSERT INTO removals VALUES (@id, @kind) ON CONFLICT DO NOTHING';
const NEXT = 'SELECT _id, kind FROM removals ORDER BY kind, _id LIMIT 1';
const FINISH = 'DELETE FROM removals WHERE _id = @id';
const FIND = `SELECT siteId, visitorId, lastSeq FROM conversations WHERE _id = @id AND ${isKept('conversations._id', 'conversations.siteId')}`;
/** Hides it from every list, count, figure and search index; the visitor's next conversation is a new one. */
const HIDE = `
UPDATE conversations SET status = 'closed', lastMessageAt = NULL, waitingSince = NULL, firstVisitorMessageAt = NULL, resolvedAt = NULL,
  visitorName = '', visitorEmail = '', lastMessage = NULL WHERE _id = @id`;
const REMOVE_CONVERSATION = 'DELETE FROM conversations WHERE _id = @id';
export const REMOVE_VISITOR = `
DELETE FROM visitors WHERE siteId = @siteId AND visitorId = @visitorId
  AND NOT EXISTS (SELECT 1 FROM conversations WHERE siteId = @siteId AND visitorId = @visitorId)`;
const REMOVE_MESSAGES = 'DELETE FROM messages WHERE number IN (SELECT number FROM messages WHERE conversationId = @id LIMIT @limit)';
const REMOVE_ACTIVITY = 'DELETE FROM activity WHERE rowid IN (SELECT rowid FROM activity WHERE conversationId = @id LIMIT @limit)';
const NEXT_OF_SITE = 'SELECT _id FROM conversations WHERE siteId = @id LIMIT 1';
const REMOVE_VISITORS = `
DELETE FROM visitors WHERE siteId = @id AND visitorId IN (SELECT visitorId FROM visitors WHERE siteId = @id LIMIT @limit)`;
const REMOVE_FAQS = 'DELETE FROM faqs WHERE number IN (SELECT number FROM faqs WHERE siteId = @id LIMIT @limit)';
const REMOVE_OWNED_BY_SITE = simpleStores().map(
  ([
    ,
    {
      record: { name },
    },
  ]) => `DELETE FROM ${name} WHERE number IN (SELECT number FROM ${name} WHERE siteId = @id LIMIT @limit)`,
);
const REMOVE_OWNED_BY_CONVERSATION = simpleStores().flatMap(
  ([
    ,
    {
      record: { name, fields },
    },
  ]) => ('conversationId' in fields ? [`DELETE FROM ${name} WHERE conversationId = @id`] : []),
);
const IS_SITE = `SELECT 1 FROM sites WHERE _id = @id AND ${isKept('sites._id')}`;
const REMOVE_SITE = 'DELETE FROM sites WHERE _id = @id';

export type Removals = {
  /** Both run within a transaction; false when there was no such record. `goOn` then removes the rest in slices. */
  removeConversation(id: string): boolean;
  removeSite(id: string): boolean;
  resume(): void;
  /** Removes some slices of the rest; true when nothing is left. Concurrent calls share one step. */
  removeSome(): Promise<boolean>;
  stop(): void;
};

/** `onRemove` is called in each act that changes or removes conversations. */
export function createRemovals({ sql, read, write }: Engine, onRemove: () => void): Removals {
  let running: Promise<boolean> | null = null;
  let isStopped = false;

  async function removeSlices(): Promise<boolean> {
    for (let slice = 0; slice < MAX_SLICES && !isStopped; slice++) {
      const next = await read(() => sql.get<{ _id: string; kind: 'site' | 'conversation' }>(NEXT));
      if (!next) return true;
      const { _id, kind } = next;
      const isDone = await write(() => {
        onRemove();
        return kind === 'site' ? removeSliceOfSite(sql, _id) : removeSlice(sql, _id);
      });
      if (isDone) await write(() => void sql.run(FINISH, { id: _id }));
      await wait(PAUSE_MS, undefined, { ref: false });
    }
    return false;
  }
  const removeSome = (): Promise<boolean> => {
    running ??= removeSlices().finally(() => {
      running = null;
    });
    return running;
  };
  async function removeAll(): Promise<void> {
    let isDone = false;
    while (!isDone && !isStopped) {
      // The engine has reported why nothing can be written.
      isDone = await removeSome().catch(() => wait(RETRY_MS, false, { ref: false }));
    }
  }

  void removeAll();
  return {
    removeConversation: (id) => {
      onRemove();
      const conversation = sql.get<{ siteId: string; visitorId: string; lastSeq: number }>(FIND, { id });
      if (!conversation) return false;
      if (conversation.lastSeq <= SLICE) removeImmediately(sql, id);
      else {
        removeWhatBelongsTo(sql, id);
        sql.run(HIDE, { id });
        sql.run(SCHEDULE, { id, kind: 'conversation' });
      }
      return true;
    },
    removeSite: (id) => {
      onRemove();
      if (!sql.get(IS_SITE, { id })) return false;
      sql.run(SCHEDULE, { id, kind: 'site' });
      if (removeSliceOfSite(sql, id)) sql.run(FINISH, { id });
      return true;
    },
    resume: () => void removeAll(),
    removeSome,
    stop: () => {
      isStopped = true;
    },
  };
}

/** Removes a conversation with few messages, and its visitor with the last one. */
export function removeImmediately(sql: Sql, id: string): void {
  const visitor = sql.get<{ siteId: string; visitorId: string }>('SELECT siteId, visitorId FROM conversations WHERE _id = @id', { id });
  if (!visitor) return;
  removeWhatBelongsTo(sql, id);
  sql.run(REMOVE_CONVERSATION, { id });
  sql.run(REMOVE_VISITOR, visitor);
}

/** Jobs, and records of simple stores: a conversation has few of them. */
function removeWhatBelongsTo(sql: Sql, id: string): void {
  for (const text of [REMOVE_JOBS_OF_CONVERSATION, ...REMOVE_OWNED_BY_CONVERSATION]) sql.run(text, { id });
}

/** Removes some rows of a conversation; true when the last one is gone. */
function removeSlice(sql: Sql, id: string): boolean {
  for (const text of [REMOVE_MESSAGES, REMOVE_ACTIVITY]) if (sql.run(text, { id, limit: SLICE }) === SLICE) return false;
  removeImmediately(sql, id);
  return true;
}

/** Removes some rows of a site; true when the last one is gone. */
function removeSliceOfSite(sql: Sql, id: string): boolean {
  for (let left = SLICE; ; ) {
    const next = sql.get<{ _id: string }>(NEXT_OF_SITE, { id });
    if (!next) break;
    left -= sql.run(REMOVE_MESSAGES, { id: next._id, limit: left });
    if (left <= 0) return false;
    sql.run(REMOVE_CONVERSATION, { id: next._id });
    sql.run(FINISH, { id: next._id });
    left--;
    if (left <= 0) return false;
  }
  for (const text of [...REMOVE_OWNED_BY_SITE, REMOVE_JOBS_OF_SITE, REMOVE_VISITORS, REMOVE_FAQS])
    if (sql.run(text, { id, limit: SLICE }) === SLICE) return false;
  sql.run(REMOVE_SITE, { id });
  return true;
}
