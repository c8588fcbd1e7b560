import { AppError } from '../failure.ts';
import { maySeeSite } from '../scope.ts';
import type { AgentRecord, ConversationRecord, Store } from '../store/store.ts';
import type { VisitorIdentity } from './conversation-deps.ts';

/** The conversation, if it is this visitor's. Somebody else's answers like one that does not exist. */
export async function requireVisitorsConversation(store: Store, visitor: VisitorIdentity, id: string): Promise<ConversationRecord> {
  const conversation = await store.conversations.get(id);
  if (conversation?.siteId !== visitor.siteId || conversation.visitorId !== visitor.visitorId) throw new AppError('NOT_FOUND');
  return conversation;
}

/** The conversation, if it is of a site that this agent may see. */
export async function requireAgentsConversation(store: Store, agent: AgentRecord, id: string): Promise<ConversationRecord> {
  const conversation = await store.conversations.get(id);
  if (!conversation || !maySeeSite(agent, conversation.siteId)) throw new AppError('NOT_FOUND');
  return conversation;
}
