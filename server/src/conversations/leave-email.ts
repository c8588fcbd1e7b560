import { AppError } from '../failure.ts';
import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';

type Input = { conversationId: string; visitorEmail: string };

/** The visitor leaves an address where the team can reach them: a detail for agents, never a proof of who they are. The last one counts. */
export async function leaveEmail(
  deps: Pick<ConversationDeps, 'store' | 'clock' | 'broadcast' | 'limits'>,
  visitor: VisitorIdentity,
  { conversationId, visitorEmail }: Input,
): Promise<void> {
  await deps.limits.leaveEmail(`${visitor.siteId}:${visitor.visitorId}`);
  const conversation = await requireVisitorsConversation(deps.store, visitor, conversationId);
  if (conversation.status === 'closed') throw new AppError('CONVERSATION_CLOSED');
  if (conversation.visitorEmail === visitorEmail) return;
  const updated = await deps.store.conversations.updateVisitor(conversationId, { visitorEmail }, deps.clock());
  if (updated) await deps.broadcast.visitorDetailsChanged(updated);
}
