import type { ActorName } from '../access/actor.ts';
import { AppError } from '../failure.ts';
import { eventOf } from '../reactions/conversation-event.ts';
import type { ConversationRecord, FeatureFields } from '../store/port/conversations.ts';
import type { ThreadEntryRecord } from '../store/port/thread-entries.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { threadEntry } from './thread-entry.ts';

/** `set`: fields of the feature on the conversation. */
export type NewEntry = { actor: ActorName; kind: string; data: ThreadEntryRecord['data']; set?: Partial<FeatureFields> };

/** Adds a feature's entry to the thread of a conversation that the actor was found to own or see: agents receive it, and what follows begins. */
export async function addEntry(deps: ConversationDeps, conversation: ConversationRecord, { actor, kind, data, set }: NewEntry): Promise<ConversationRecord> {
  const entry = threadEntry(deps, conversation, { type: kind, actor, data });
  const jobsOf = await deps.reactions.prepare(['entry-added'], () => conversation.siteId);
  const jobs = jobsOf(eventOf(conversation, entry));
  const changed = await deps.store.conversations.addEntry(entry, { jobs, ...(set && { set }) });
  if (!changed) throw new AppError('NOT_FOUND');
  deps.broadcast.entryAdded(changed, entry);
  if (jobs.length > 0) deps.jobs.wake();
  return changed;
}
