import type { Actor } from '../access/actor.ts';
import { maySeeSite } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import type { Store } from '../store/store.ts';

/** Returns the conversation if it belongs to this visitor. Anyone else's is reported as not found. */
export async function requireVisitorsConversation(store: Store, visitor: VisitorIdentity, id: string): Promise<ConversationRecord> {
  return assertVisitorOwns(visitor, await store.conversations.get(id));
}

/** Returns the conversation if it belongs to a site that this agent may see. */
export async function requireAgentsConversation(store: Store, actor: Actor, id: string): Promise<ConversationRecord> {
  return assertAgentMaySee(actor, await store.conversations.get(id));
}

/** Checks a conversation that is already loaded; throws like `requireVisitorsConversation`. */
export function assertVisitorOwns({ siteId, visitorId }: VisitorIdentity, conversation: ConversationRecord | null): ConversationRecord {
  if (conversation?.siteId !== siteId || conversation.visitorId !== visitorId) throw new AppError('NOT_FOUND');
  return conversation;
}

/** Checks a conversation that is already loaded; throws like `requireAgentsConversation`. */
export function assertAgentMaySee(actor: Actor, conversation: ConversationRecord | null): ConversationRecord {
  if (!conversation || !maySeeSite(actor, conversation.siteId)) throw new AppError('NOT_FOUND');
  return conversation;
}
