import type { ActorName } from '../access/actor.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { ThreadEntryRecord } from '../store/port/thread-entries.ts';
import type { ConversationDeps } from './conversation-deps.ts';

/** An entry of the conversation's thread with the current time. */
export function threadEntry(
  deps: Pick<ConversationDeps, 'newId' | 'clock'>,
  { _id: conversationId }: Pick<ConversationRecord, '_id'>,
  {
    type,
    actor: { kind, id, name },
    agentName = null,
    data = {},
  }: Pick<ThreadEntryRecord, 'type'> & { actor: ActorName; agentName?: string | null; data?: ThreadEntryRecord['data'] },
): ThreadEntryRecord {
  return { _id: deps.newId(), conversationId, type, actorName: name, agentName, actor: { kind, id, name }, data, createdAt: deps.clock() };
}
