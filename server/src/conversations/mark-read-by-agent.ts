import type { Actor } from '../access/actor.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { markRead } from './mark-read.ts';
import { setReadMark } from './set-read-mark.ts';

/** The agent has read everything up to `seq`: for the visitor and the team, and for themselves. Check access to the conversation first. */
export async function markReadByAgent(deps: ConversationDeps, agent: Pick<Actor, 'id'>, conversation: ConversationRecord, seq: number): Promise<void> {
  await markRead(deps, conversation, 'agent', seq);
  const [own] = await deps.store.agentReadMarks.listOf(agent.id, [conversation._id]);
  // Unless the visitor waits, the team's mark says the same: no row is stored.
  if (conversation.waitingSince === null && !own?.isUnread) return;
  await setReadMark(deps, agent, conversation, { seq: Math.min(seq, conversation.lastSeq), isUnread: false });
}
