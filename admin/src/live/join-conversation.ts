import type { AdminConversationJoined } from '@supportchat/protocol';
import { applyConversation } from '../queries/conversations/apply-events.ts';
import { withoutMark } from '../queries/conversations/own-marks.ts';
import { requestWithRetry } from './socket.ts';

/** Joins a conversation's room; with `afterSeq` the ack has what came after it. */
export async function joinConversation(conversationId: string, afterSeq?: number): Promise<AdminConversationJoined> {
  const joined = await requestWithRetry('join-conversation', { conversationId, afterSeq });
  applyConversation(withoutMark(joined.conversation));
  return joined;
}
