import type { Message } from '@supportchat/protocol';
import { useState } from 'react';
import { useMe } from '../../../session/session.ts';
import { useThread } from '../use-conversations.ts';

/** The newest answer of a colleague after `since`; null when there is none. */
export function answerSince(messages: readonly Message[], since: number, myId: string): Message | null {
  return messages.findLast(({ seq, senderType, senderId }) => seq > since && senderType === 'agent' && senderId !== myId) ?? null;
}

/** The colleague who last answered since the agent started writing; null if no one has. `accept` acknowledges all answers so far, as sending does. */
export function useConcurrentAnswer(conversationId: string, isWriting: boolean) {
  const me = useMe();
  const { data: thread } = useThread(conversationId);
  const last = thread?.head ?? null;
  const [since, setSince] = useState<number | null>(null);
  // Until the agent starts writing and the messages have loaded, every message counts as seen.
  if (last !== null && last !== since && (!isWriting || since === null)) setSince(last);
  const answer = isWriting && thread && since !== null ? answerSince(thread.messages, since, me._id) : null;
  return { answeredBy: answer?.senderName ?? null, accept: () => setSince(last) };
}
