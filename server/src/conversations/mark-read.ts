import type { ConversationRecord } from '../store/port/conversations.ts';
import type { ConversationDeps } from './conversation-deps.ts';

/** Marks everything the other side wrote up to `seq` as read. Check access to the conversation first. */
export async function markRead(deps: ConversationDeps, conversation: ConversationRecord, side: 'agent' | 'visitor', seq: number): Promise<void> {
  const read = await deps.store.conversations.markRead(conversation._id, side, seq, deps.clock());
  if (read?.changed) await deps.broadcast.conversationChanged(read.conversation);
}
