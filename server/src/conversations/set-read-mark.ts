import type { Actor } from '../access/actor.ts';
import type { AgentReadMarkRecord } from '../store/port/agent-read-marks.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { ConversationDeps } from './conversation-deps.ts';

/** Sets an agent's own mark, and notifies this agent's panels. */
export async function setReadMark(
  { store, clock, newId, broadcast }: Pick<ConversationDeps, 'store' | 'clock' | 'newId' | 'broadcast'>,
  agent: Pick<Actor, 'id'>,
  { _id: conversationId, siteId }: ConversationRecord,
  read: Pick<AgentReadMarkRecord, 'seq' | 'isUnread'>,
): Promise<void> {
  const mark = await store.agentReadMarks.set({ _id: newId(), agentId: agent.id, siteId, conversationId, updatedAt: clock(), ...read });
  if (mark) broadcast.readMarkUpdated(mark);
}
