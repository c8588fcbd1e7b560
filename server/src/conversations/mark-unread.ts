import type { Actor } from '../access/actor.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { setReadMark } from './set-read-mark.ts';

/** The visitor's newest message is looked for among this many. */
const NEWEST = 30;

/** Marks the conversation as unread for this agent alone, from the visitor's newest message on. Check access to the conversation first. */
export async function markUnread(deps: ConversationDeps, agent: Pick<Actor, 'id'>, conversation: ConversationRecord): Promise<void> {
  const { messages } = await deps.store.messages.list(conversation._id, { limit: NEWEST });
  const newest = messages.findLast(({ senderType }) => senderType === 'visitor')?.seq ?? conversation.lastSeq;
  await setReadMark(deps, agent, conversation, { seq: Math.max(newest - 1, 0), isUnread: true });
}
