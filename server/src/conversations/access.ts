import { AppError } from '../failure.ts';
import { maySeeSite } from '../scope.ts';
import type { AgentRecord, ConversationRecord, Store } from '../store/store.ts';
import type { VisitorIdentity } from './conversation-deps.ts';

/** The conversation, if it is this visitor's. Someone else's answers like one that does not exist. */
export async function requireVisitorsConversation(store: Store, visitor: VisitorIdentity, id: string): Promise<ConversationRecord> {
  return ifVisitors(visitor, await store.conversations.get(id));
}

/** The conversation, if it is of a site that this agent may see. */
export async function requireAgentsConversation(store: Store, agent: AgentRecord, id: string): Promise<ConversationRecord> {
  return ifAgents(agent, await store.conversations.get(id));
}

/** What was found, if it is this visitor's; throws like `requireVisitorsConversation`. */
export function ifVisitors({ siteId, visitorId }: VisitorIdentity, conversation: ConversationRecord | null): ConversationRecord {
  if (conversation?.siteId !== siteId || conversation.visitorId !== visitorId) throw new AppError('NOT_FOUND');
  return conversation;
}

/** What was found, if this agent may see its site; throws like `requireAgentsConversation`. */
export function ifAgents(agent: AgentRecord, conversation: ConversationRecord | null): ConversationRecord {
  if (!conversation || !maySeeSite(agent, conversation.siteId)) throw new AppError('NOT_FOUND');
  return conversation;
}
