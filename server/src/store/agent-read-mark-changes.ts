import type { AgentReadMarkRecord } from './port/agent-read-marks.ts';
import type { ConversationRecord } from './port/conversations.ts';

/** How long a mark is kept after its last change; then the team's mark applies. */
export const MARK_KEPT_MS = 30 * 24 * 3600 * 1000;

/** The agent's mark once `mark` is set; null when that changes nothing. */
export function afterMarking(before: AgentReadMarkRecord | null, mark: AgentReadMarkRecord): AgentReadMarkRecord | null {
  if (!before) return mark;
  const isKnown = mark.isUnread ? before.isUnread && mark.seq === before.seq : mark.seq <= before.seq;
  if (isKnown) return null;
  return { ...mark, _id: before._id, updatedAt: new Date(Math.max(mark.updatedAt.getTime(), before.updatedAt.getTime() + 1)) };
}

/** Whether a conversation is unread for the agent of this mark, or for an agent without one. Known to SQLite and the panel too. */
export function isUnreadBy(
  { unreadCount, waitingSince, agentReadSeq }: Pick<ConversationRecord, 'unreadCount' | 'waitingSince' | 'agentReadSeq'>,
  mark: Pick<AgentReadMarkRecord, 'seq' | 'isUnread'> | null,
): boolean {
  if (mark?.isUnread || unreadCount > 0) return true;
  return waitingSince !== null && (!mark || mark.seq < agentReadSeq);
}
