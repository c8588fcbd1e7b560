import { createResume, type Resume } from '@supportchat/delivery/resume';
import type { Message } from '@supportchat/protocol';
import { readThread, updateThread } from '../queries/conversations/apply-events.ts';
import { emptyThread, follows } from '../queries/conversations/thread-cache.ts';
import { connectionId, isConnected, requestWithRetry } from './socket.ts';

/** By conversation, while it is open. */
const resumes = new Map<string, Resume>();

/** `new-message`, or our own message that was just stored. What is missing before it is fetched. */
export function receiveMessage(message: Message) {
  resumeOf(message.conversationId).receive(message);
}

/** Fetches what came after the loaded messages; `hasMore`: the join has said that there is more. */
export const catchUp = (conversationId: string, hasMore: boolean) => resumeOf(conversationId).catchUp(hasMore);

/** The conversation was left. */
export const stopResuming = (conversationId: string) => void resumes.delete(conversationId);

function resumeOf(conversationId: string): Resume {
  const known = resumes.get(conversationId);
  if (known) return known;
  const resume = createResume({
    connectionId,
    isLive: isConnected,
    held: () => readThread(conversationId) ?? emptyThread,
    show: (next) => updateThread(conversationId, () => next),
    async loadNewer(_id, afterSeq) {
      const page = await requestWithRetry('load-messages', { conversationId, afterSeq, limit: 100 }).catch(() => undefined); // the next connect catches up
      const thread = readThread(conversationId);
      return thread && follows(thread, afterSeq) ? page : undefined;
    },
  });
  resumes.set(conversationId, resume);
  return resume;
}
