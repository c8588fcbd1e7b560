import type { AgentReadMark, Conversation, Message, VisitorConversation } from '@supportchat/protocol';
import type { Delivered } from '../conversations/catch-up-clients.ts';
import { createExpiringMap } from '../expiring-map.ts';

/** How long received events are remembered at least, in milliseconds; older events are not forwarded. */
export const RETENTION_MS = 15_000;

type ConversationUpdate = { conversation: Conversation; activity?: { _id: string } };

/** Records the events that were received. A packet that Redis repeats is delivered once, and a received event needs no catch-up. */
export type DeliveryLog = Delivered & {
  /** Records an event of a namespace; false when this exact event was already recorded. Always true for events that may repeat. */
  record(namespace: string, event: string, payload: unknown): boolean;
};

type State = Pick<Conversation, '_id' | 'lastSeq' | 'revision' | 'agentReadSeq' | 'visitorReadSeq' | 'humanRequestedAt'> & { updatedAt?: string };

export function createDeliveryLog(clock: () => Date): DeliveryLog {
  const delivered = createExpiringMap<true>(clock, RETENTION_MS);
  const has = (key: string) => delivered.get(key) ?? false;

  return {
    record(namespace, event, payload) {
      const keys = keysOf(namespace, event, payload);
      const isNew = keys.length === 0 || keys.some((key) => !has(key));
      for (const key of keys) delivered.set(key, true);
      return isNew;
    },
    hasMessage: (conversationId, seq) => ['/widget', '/admin'].every((namespace) => has(messageKey(namespace, conversationId, seq))),
    hasConversation: (conversation) => has(stateKey('/admin', conversation)),
    hasStatus: (conversation) => has(statusKey(conversation)),
    hasReadMark: (conversation) => has(readMarkKey(conversation)),
    hasActivity: (id) => has(id),
  };
}

function keysOf(namespace: string, event: string, payload: unknown): string[] {
  if (event === 'new-message') {
    const { conversationId: _id, seq, senderType } = payload as Message;
    const key = messageKey(namespace, _id, seq);
    // An agent's answer implies that everything before it was read.
    return namespace === '/widget' && senderType === 'agent' ? [key, readMarkKey({ _id, agentReadSeq: seq })] : [key];
  }
  if (event === 'conversation-update' && namespace === '/admin') {
    const { conversation, activity } = payload as ConversationUpdate;
    return [stateKey(namespace, conversation), ...(activity ? [activity._id] : [])];
  }
  if (event === 'conversation-update') {
    const conversation = payload as VisitorConversation;
    return [stateKey(namespace, conversation), statusKey(conversation), readMarkKey(conversation)];
  }
  if (event === 'read-mark-updated') {
    const { agentId, conversationId, updatedAt } = payload as AgentReadMark;
    return [`own mark ${agentId} ${conversationId} ${updatedAt}`];
  }
  return [];
}

const messageKey = (namespace: string, conversationId: string, seq: number) => `${namespace} ${conversationId} ${seq}`;
const statusKey = ({ _id, revision, humanRequestedAt }: Pick<State, '_id' | 'revision' | 'humanRequestedAt'>) =>
  `status ${_id} ${revision} ${humanRequestedAt}`;
const readMarkKey = ({ _id, agentReadSeq }: Pick<State, '_id' | 'agentReadSeq'>) => `reading ${_id} ${agentReadSeq}`;

/** Identifies the state: every change of a conversation changes one of these. */
function stateKey(namespace: string, conversation: State): string {
  const { _id, lastSeq, revision, agentReadSeq, visitorReadSeq, humanRequestedAt, updatedAt } = conversation;
  return `${namespace} ${_id} ${lastSeq} ${revision} ${agentReadSeq} ${visitorReadSeq} ${humanRequestedAt} ${updatedAt}`;
}
