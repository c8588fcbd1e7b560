import type { ConversationRecord } from '../store.ts';
import type { Sql } from './connection.ts';
import { CONVERSATION_BY_ID } from './conversation-queries.ts';
import { findOne, save } from './table.ts';
import { conversations } from './tables.ts';

/**
 * Caches the most recently written conversations, for acts that write: reading one again would cost a message as much as writing it. Every
 * statement that changes conversations goes through here; `forget` must follow any other change to them.
 */
export type KnownConversations = {
  find(id: string): ConversationRecord | null;
  save(before: ConversationRecord, after: ConversationRecord): ConversationRecord;
  forget(): void;
};

const KEPT = 1000;

export function createKnownConversations(sql: Sql): KnownConversations {
  const known = new Map<string, ConversationRecord>();
  return {
    find: (id) => known.get(id) ?? findOne(sql, conversations, CONVERSATION_BY_ID, [id]),
    save(before, after) {
      const saved = save(sql, conversations, before, after);
      if (known.size >= KEPT && !known.has(saved._id)) known.delete(known.keys().next().value ?? '');
      known.set(saved._id, saved);
      return saved;
    },
    forget: () => known.clear(),
  };
}
