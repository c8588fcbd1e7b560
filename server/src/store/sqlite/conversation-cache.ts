import type { ConversationRecord } from '../port/conversations.ts';
import type { Sql } from './connection.ts';
import { CONVERSATION_BY_ID } from './conversation-queries.ts';
import { findOne, save } from './table.ts';
import { conversations } from './tables.ts';

/**
 * Caches the most recently written conversations, for acts that write: reading one again would cost a message as much as writing it. Every
 * statement that changes conversations goes through here; `forget` must follow any other change to them.
 */
export type ConversationCache = {
  find(id: string): ConversationRecord | null;
  save(before: ConversationRecord, after: ConversationRecord): ConversationRecord;
  clear(): void;
};

const MAX_CACHED = 1000;

export function createConversationCache(sql: Sql): ConversationCache {
  const cached = new Map<string, ConversationRecord>();
  return {
    find: (id) => cached.get(id) ?? findOne(sql, conversations, CONVERSATION_BY_ID, [id]),
    save(before, after) {
      const saved = save(sql, conversations, before, after);
      if (cached.size >= MAX_CACHED && !cached.has(saved._id)) cached.delete(cached.keys().next().value ?? '');
      cached.set(saved._id, saved);
      return saved;
    },
    clear: () => cached.clear(),
  };
}
