import type { AgentReadMark, Conversation, MarkedConversation } from '@supportchat/protocol';
import { create } from 'zustand';
import { useSession } from '../../session/session.ts';

/** Own read marks by conversation, each in its latest state. Those of someone who was signed in here before do not count. */
const useMarks = create<Record<string, AgentReadMark>>(() => ({}));
const isMine = (mark: AgentReadMark | undefined) => mark !== undefined && mark.agentId === useSession.getState().user?._id;

/**
 * Whether the conversation is unread for the agent of this mark, or for an agent without one: the server's rule, and the reason for each part,
 * is in decision 79.
 */
export function isUnreadBy(
  { unreadCount, waitingSince, agentReadSeq }: Pick<Conversation, 'unreadCount' | 'waitingSince' | 'agentReadSeq'>,
  mark: Pick<AgentReadMark, 'seq' | 'isUnread'> | null,
): boolean {
  if (mark?.isUnread || unreadCount > 0) return true;
  return waitingSince !== null && (mark === null || mark.seq < agentReadSeq);
}

export function ownMark(conversationId: string): AgentReadMark | null {
  const mark = useMarks.getState()[conversationId];
  return mark && isMine(mark) ? mark : null;
}

export const isUnread = (conversation: Conversation) => isUnreadBy(conversation, ownMark(conversation._id));

export function useIsUnread(conversation: Conversation | undefined): boolean {
  const mark = useMarks((marks) => marks[conversation?._id ?? '']);
  return conversation !== undefined && isUnreadBy(conversation, mark && isMine(mark) ? mark : null);
}

/** A mark from an event or an answer, which may overtake each other. */
export function rememberMark(mark: AgentReadMark) {
  const known = useMarks.getState()[mark.conversationId];
  if (known && known.agentId === mark.agentId && known.updatedAt >= mark.updatedAt) return;
  useMarks.setState({ [mark.conversationId]: mark });
}

/** A mark that the server has not confirmed: whatever the server says next replaces it. Returns a function that reverts it, unless that has happened. */
export function assumeMark(mark: Pick<AgentReadMark, 'conversationId' | 'seq' | 'isUnread'>): () => void {
  const { conversationId } = mark;
  const before = useMarks.getState()[conversationId];
  const assumed: AgentReadMark = { ...mark, agentId: useSession.getState().user?._id ?? '', updatedAt: before?.updatedAt ?? '' };
  useMarks.setState({ [conversationId]: assumed });
  return () => {
    const { [conversationId]: now, ...others } = useMarks.getState();
    if (now === assumed) useMarks.setState(before ? { ...others, [conversationId]: before } : others, true);
  };
}

/** The conversation as events carry it; the mark that came with it is remembered. */
export function withoutMark<T extends MarkedConversation>({ ownMark: mark, ...conversation }: T): Omit<T, 'ownMark'> {
  if (mark) rememberMark(mark);
  return conversation;
}
