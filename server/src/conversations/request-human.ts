import { actorOfVisitor } from '../access/actor.ts';
import { AppError } from '../failure.ts';
import { eventOf } from '../reactions/conversation-event.ts';
import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { threadEntry } from './thread-entry.ts';

/** "Talk to a person": agents are notified, and the bot stays silent from now on. Idempotent. */
export async function requestHuman(deps: ConversationDeps, visitor: VisitorIdentity, conversationId: string): Promise<void> {
  const conversation = await requireVisitorsConversation(deps.store, visitor, conversationId);
  if (conversation.status === 'closed') throw new AppError('CONVERSATION_CLOSED');
  const site = await deps.store.sites.get(visitor.siteId);
  if (!site?.aiSettings.fallbackToHuman) throw new AppError('HUMAN_NOT_OFFERED');
  const activity = threadEntry(deps, conversation, { type: 'human-requested', actor: actorOfVisitor(conversation) });
  const jobsOf = await deps.reactions.prepare(['human-requested'], () => visitor.siteId);
  const asked = await deps.store.conversations.requestHuman(conversationId, activity, deps.clock(), jobsOf(eventOf(conversation, activity)));
  if (!asked?.first) return;
  await deps.broadcast.conversationChanged(asked.conversation, [activity]);
  deps.jobs.wake();
}
