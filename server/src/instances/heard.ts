import type { Conversation } from '@supportchat/protocol';
import { createRecent } from '../recent.ts';

/** For so long at least it is remembered what was told, in milliseconds; word that is older is not passed on. */
export const REMEMBERED_MS = 15_000;

type ConversationUpdate = { conversation: Conversation; activity?: { _id: string } };

/**
 * What the clients of this process were told lately, by this process or another. A packet that Redis repeats is told once, and what was told
 * needs no catching up.
 */
export type Heard = {
  /** Notes an event of a namespace; false when this very event was noted before. Events that may be repeated are always true. */
  note(namespace: string, event: string, payload: unknown): boolean;
  hasMessage(conversationId: string, seq: number): boolean;
  /** In just this state. */
  hasConversation(conversation: Conversation): boolean;
  hasActivity(id: string): boolean;
};

export function createHeard(clock: () => Date): Heard {
  const told = createRecent<true>(clock, REMEMBERED_MS);
  const has = (key: string) => told.get(key) ?? false;

  return {
    note(namespace, event, payload) {
      const keys = keysOf(namespace, event, payload);
      const isNew = keys.length === 0 || keys.some((key) => !has(key));
      for (const key of keys) told.set(key, true);
      return isNew;
    },
    hasMessage: (conversationId, seq) => has(messageKey('/widget', conversationId, seq)),
    hasConversation: (conversation) => has(stateKey(conversation)),
    hasActivity: (id) => has(id),
  };
}

function keysOf(namespace: string, event: string, payload: unknown): string[] {
  if (event === 'new-message') {
    const { conversationId, seq } = payload as { conversationId: string; seq: number };
    return [messageKey(namespace, conversationId, seq)];
  }
  if (event === 'conversation-update' && namespace === '/admin') {
    const { conversation, activity } = payload as ConversationUpdate;
    return [stateKey(conversation), ...(activity ? [activity._id] : [])];
  }
  return [];
}

const messageKey = (namespace: string, conversationId: string, seq: number) => `${namespace} ${conversationId} ${seq}`;

/** Names the state: whatever changes a conversation changes one of these. */
function stateKey({ _id, lastSeq, revision, agentReadSeq, visitorReadSeq, humanRequestedAt, updatedAt }: Conversation): string {
  return `${_id} ${lastSeq} ${revision} ${agentReadSeq} ${visitorReadSeq} ${humanRequestedAt} ${updatedAt}`;
}
