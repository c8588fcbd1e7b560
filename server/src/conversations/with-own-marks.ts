import type { AgentReadMark } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import type { AgentReadMarkRecord } from '../store/port/agent-read-marks.ts';
import type { Store } from '../store/store.ts';

/** The conversations with the agent's own mark in each; null where the agent has none. */
export async function withOwnMarks<T extends { _id: string }>(
  store: Store,
  agent: Pick<Actor, 'id'>,
  conversations: T[],
): Promise<(T & { ownMark: AgentReadMark | null })[]> {
  if (conversations.length === 0) return [];
  const ids = conversations.map(({ _id }) => _id);
  const marks = new Map((await store.agentReadMarks.listOf(agent.id, ids)).map((mark) => [mark.conversationId, presentReadMark(mark)]));
  return conversations.map((conversation) => ({ ...conversation, ownMark: marks.get(conversation._id) ?? null }));
}

export async function withOwnMark<T extends { _id: string }>(
  store: Store,
  agent: Pick<Actor, 'id'>,
  conversation: T,
): Promise<T & { ownMark: AgentReadMark | null }> {
  const [mark] = await store.agentReadMarks.listOf(agent.id, [conversation._id]);
  return { ...conversation, ownMark: mark ? presentReadMark(mark) : null };
}

/** For the agent whose mark it is, and no one else. */
export function presentReadMark({ agentId, conversationId, seq, isUnread, updatedAt }: AgentReadMarkRecord): AgentReadMark {
  return { agentId, conversationId, seq, isUnread, updatedAt: updatedAt.toISOString() };
}
