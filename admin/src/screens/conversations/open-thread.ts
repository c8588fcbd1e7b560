import { lostMessages } from '@supportchat/delivery/resume';
import { addNewer, addOlder } from '@supportchat/delivery/timeline';
import type { Conversation, List, Message } from '@supportchat/protocol';
import { ApiError } from '../../http/api-error.ts';
import { joinConversation } from '../../live/join-conversation.ts';
import { catchUp, stopResuming } from '../../live/keep-complete.ts';
import { onConnect, whenConnected } from '../../live/live-connection.ts';
import { request, requestWithRetry } from '../../live/socket.ts';
import { applyConversation, readThread, updateThread } from '../../queries/conversations/apply-events.ts';
import { forgetColleagues } from '../../queries/conversations/colleagues.ts';
import { addActivity, follows, startThread, type Thread, trimThread } from '../../queries/conversations/thread-cache.ts';
import { keys } from '../../queries/keys.ts';
import { queryClient } from '../../queries/query-client.ts';
import { api } from '../../session/api.ts';
import { useSession } from '../../session/session.ts';
import { getOutbox } from '../../unsent/open-outbox.ts';

/** Wait this long for the live connection before requesting the messages through REST. */
const CONNECT_WAIT_MS = 3000;
/** A conversation that is reopened within this time was not left. */
const LEAVE_DELAY_MS = 1000;
/** How many messages of a conversation that was left stay in memory. */
const MESSAGES_KEPT = 100;

const watched = new Map<string, number>();

/** The newest messages: over the socket, which then receives what follows; through REST without a connection. */
export async function openThread(conversationId: string): Promise<Thread> {
  try {
    await whenConnected(CONNECT_WAIT_MS);
    const joined = await joinConversation(conversationId);
    // What was pushed before the thread is in the cache could not be added to it, and is fetched.
    setTimeout(() => void catchUp(conversationId, false));
    return startThread(conversationId, joined, joined.activity);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'OFFLINE') throw error;
  }
  const [page, conversation] = await Promise.all([
    api.get<List<Message>>(`/conversations/${conversationId}/messages`),
    api.get<Conversation>(`/conversations/${conversationId}`),
  ]);
  applyConversation(conversation);
  return startThread(conversationId, { messages: page.items, hasMore: page.nextCursor !== null }, []);
}

/** Keeps an open conversation up to date until the returned function is called. */
export function watchThread(conversationId: string): () => void {
  watched.set(conversationId, (watched.get(conversationId) ?? 0) + 1);
  if (readThread(conversationId)) void rejoin(conversationId);
  const stop = onConnect(() => {
    if (readThread(conversationId)) void rejoin(conversationId);
    else void queryClient.refetchQueries({ queryKey: keys.thread(conversationId) });
  });
  return () => {
    stop();
    watched.set(conversationId, (watched.get(conversationId) ?? 1) - 1);
    setTimeout(() => {
      if ((watched.get(conversationId) ?? 0) > 0) return;
      watched.delete(conversationId);
      updateThread(conversationId, (thread) => trimThread(thread, MESSAGES_KEPT));
      forgetColleagues(conversationId);
      stopResuming(conversationId);
      void request('leave-conversation', { conversationId }).catch(() => undefined); // Without a connection nothing is joined.
    }, LEAVE_DELAY_MS);
  };
}

/** After an interruption, loads everything that was missed, page by page. A failure keeps what is loaded; the next connect retries. */
async function rejoin(conversationId: string): Promise<void> {
  const thread = readThread(conversationId);
  if (!thread) return;
  const last = thread.head;
  try {
    const joined = await joinConversation(conversationId, last);
    if (joined.conversation.lastSeq < last) return await startOver(conversationId, thread, joined.conversation.lastSeq);
    updateThread(conversationId, (known) => addActivity(follows(known, last) ? addNewer(known, joined.messages) : known, joined.activity));
    await catchUp(conversationId, joined.hasMore);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'NOT_FOUND') void queryClient.resetQueries({ queryKey: keys.thread(conversationId) });
  }
}

/** The server went back in time, for example to a backup: take its state, and resend what it has lost of ours, with the same ids. */
async function startOver(conversationId: string, thread: Thread, head: number): Promise<void> {
  const myId = useSession.getState().user?._id;
  const lost = lostMessages(thread, head, ({ senderId }) => senderId === myId);
  queryClient.removeQueries({ queryKey: keys.conversations });
  void queryClient.invalidateQueries({ queryKey: keys.conversationLists });
  queryClient.setQueryData(keys.thread(conversationId), await openThread(conversationId));
  for (const message of lost) getOutbox().add(conversationId, message.content, message.clientMessageId ?? undefined);
}

/** One more page of history. */
export async function loadOlder(conversationId: string, limit = 50): Promise<void> {
  const beforeSeq = readThread(conversationId)?.messages[0]?.seq;
  if (beforeSeq === undefined) return;
  const page = await requestWithRetry('load-messages', { conversationId, beforeSeq, limit }).catch(async (error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'OFFLINE') throw error;
    const list = await api.get<List<Message>>(`/conversations/${conversationId}/messages`, { beforeSeq, limit });
    return { messages: list.items, hasMore: list.nextCursor !== null };
  });
  updateThread(conversationId, (thread) => addOlder(thread, page));
}
