import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps, VisitorIdentity } from './conversation-deps.ts';

/** The visitor moved to another page. */
export async function visitPage(deps: ConversationDeps, visitor: VisitorIdentity, input: { conversationId: string; currentPage: string }): Promise<void> {
  const conversation = await requireVisitorsConversation(deps.store, visitor, input.conversationId);
  if (conversation.currentPage === input.currentPage) return;
  const updated = await deps.store.conversations.updateVisitor(conversation._id, { currentPage: input.currentPage }, deps.clock());
  if (updated?.lastMessageAt) deps.broadcast.visitorMoved(updated);
}
