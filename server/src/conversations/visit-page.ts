import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import { throttleLatest } from '../throttle-latest.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';

const INTERVAL_MS = 1000;

type Visit = { visitor: VisitorIdentity; conversationId: string; currentPage: string };

/** Makes `visitPage(key, visit)`: the visitor moved to another page. If a visitor visits several pages within a second, the last one is kept. */
export function createVisitPage(deps: Pick<ConversationDeps, 'store' | 'clock' | 'broadcast'>): (key: string, visit: Visit) => Promise<void> {
  return throttleLatest(INTERVAL_MS, async ({ visitor, conversationId, currentPage }) => {
    const conversation = await requireVisitorsConversation(deps.store, visitor, conversationId);
    if (conversation.currentPage === currentPage) return;
    const updated = await deps.store.conversations.updateVisitor(conversation._id, { currentPage }, deps.clock());
    if (updated?.lastMessageAt) deps.broadcast.visitorMoved(updated);
  });
}
