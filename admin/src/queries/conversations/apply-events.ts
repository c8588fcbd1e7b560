import type { Agent, AgentReadMark, Conversation, ThreadEntry } from '@supportchat/protocol';
import { announceMessage } from '../../preferences/sound.ts';
import { useSession } from '../../session/session.ts';
import { keys } from '../keys.ts';
import { queryClient } from '../query-client.ts';
import { holdUnread, releaseUnread } from './held-unread.ts';
import { firstPages, type ListPages, type ListParams, matchesList, newerOf, orderOf, placeInList, removeFromList } from './list-cache.ts';
import { rememberMark } from './own-marks.ts';
import { addActivity, type Thread } from './thread-cache.ts';

/** Counts are refetched this long after a change, so that a burst of changes causes one request. */
const COUNTS_DELAY_MS = 400;
let countsTimer: number | undefined;

/** A conversation's state from an event, an answer, or an act of ours that the server has not confirmed yet. */
export function applyConversation(arrived: Conversation, { force = false } = {}) {
  const known = queryClient.getQueryData<Conversation>(keys.conversation(arrived._id));
  const conversation = force ? arrived : newerOf(known, arrived);
  if (conversation === known) return;
  queryClient.setQueryData(keys.conversation(conversation._id), conversation);
  const myId = useSession.getState().user?._id ?? '';
  for (const [queryKey, list] of queryClient.getQueriesData<ListPages>({ queryKey: keys.conversationLists })) {
    if (!list) continue;
    const params = (queryKey[1] ?? {}) as ListParams;
    const next = placeInList(list, conversation, matchesList(conversation, params, myId), orderOf(params));
    if (next !== list) queryClient.setQueryData(queryKey, next);
  }
  if (conversation.assignedAgent !== null) ensureAgentIsCached(conversation.assignedAgent);
  refreshCounts();
}

/** Refetches the counts soon. */
export function refreshCounts() {
  countsTimer ??= window.setTimeout(() => {
    countsTimer = undefined;
    void queryClient.invalidateQueries({ queryKey: keys.counts });
  }, COUNTS_DELAY_MS);
}

/** `read-mark-updated`: our own mark, set in this tab or another. */
export function applyMark(mark: AgentReadMark) {
  rememberMark(mark);
  if (mark.isUnread) holdUnread(mark.conversationId);
  else releaseUnread(mark.conversationId);
  refreshCounts();
}

/** Agents that were requested because no list contained them. */
const requestedAgents = new Set<string>();

/** A colleague who joined after the list was read: it is refetched, once per colleague. */
function ensureAgentIsCached(agentId: string) {
  const agents = queryClient.getQueryData<Agent[]>([...keys.agents, 'all']);
  if (!agents || requestedAgents.has(agentId) || agents.some((agent) => agent._id === agentId)) return;
  requestedAgents.add(agentId);
  void queryClient.invalidateQueries({ queryKey: keys.agents });
}

/** Keeps only the first pages of every list, so that refetching them stays quick. */
export function trimLists(pages: number) {
  queryClient.setQueriesData<ListPages>({ queryKey: keys.conversationLists }, (list) => list && firstPages(list, pages));
}

/** `conversation-update`: the list, the counts, the lines between the messages, the tone. */
export function applyUpdate({ conversation, activity }: { conversation: Conversation; activity?: ThreadEntry | undefined }) {
  const known = queryClient.getQueryData<Conversation>(keys.conversation(conversation._id));
  const isNews = conversation.lastMessage?.senderType === 'visitor' && conversation.unreadCount > 0 && conversation.lastSeq > (known?.lastSeq ?? 0);
  if (isNews && isForMe(conversation)) announceMessage();
  applyConversation(conversation);
  if (activity) updateThread(conversation._id, (thread) => addActivity(thread, [activity]));
}

/**
 * `conversation-removed`, or a conversation that we have removed: it is removed from every list, and anyone viewing it sees that. A draft is
 * kept for copying.
 */
export function applyRemoval(conversationId: string) {
  queryClient.setQueriesData<ListPages>({ queryKey: keys.conversationLists }, (list) => list && removeFromList(list, conversationId));
  queryClient.removeQueries({ queryKey: keys.thread(conversationId) });
  void queryClient.resetQueries({ queryKey: keys.conversation(conversationId) });
  void queryClient.invalidateQueries({ queryKey: keys.counts });
}

export const readThread = (conversationId: string) => queryClient.getQueryData<Thread>(keys.thread(conversationId));

export function updateThread(conversationId: string, change: (thread: Thread) => Thread) {
  queryClient.setQueryData<Thread>(keys.thread(conversationId), (thread) => thread && change(thread));
}

/** Mine or unassigned. */
const isForMe = (conversation: Conversation) => conversation.assignedAgent === null || conversation.assignedAgent === useSession.getState().user?._id;
