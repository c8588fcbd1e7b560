import type { AdminAcks, AdminConversationJoined } from '@supportchat/protocol';
import { applyConversation, applyMessages } from '../queries/conversations/apply-events.ts';
import { requestWithRetry } from './socket.ts';

/** Joins a conversation's room; with `afterSeq` the ack has what came after it. */
export async function joinConversation(conversationId: string, afterSeq?: number): Promise<AdminConversationJoined> {
  const joined = await requestWithRetry('join-conversation', { conversationId, afterSeq });
  applyConversation(joined.conversation);
  return joined;
}

/** Pages of what came after `afterSeq`, until nothing is missing. */
export async function loadNewer(conversationId: string, afterSeq: number): Promise<void> {
  let from: number | null = afterSeq;
  while (from !== null) {
    const page: AdminAcks['load-messages'] = await requestWithRetry('load-messages', { conversationId, afterSeq: from, limit: 100 });
    applyMessages(conversationId, page.messages);
    from = page.hasMore ? (page.messages.at(-1)?.seq ?? null) : null;
  }
}
