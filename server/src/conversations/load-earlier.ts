import type { EarlierConversation } from '@supportchat/protocol';
import type { VisitorIdentity } from '../realtime/visitor-session.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { readMessages } from './read-messages.ts';

/** Loads the end of this visitor's previous conversation; `load-messages` pages further back. */
export async function loadEarlier(
  { store }: Pick<ConversationDeps, 'store'>,
  visitor: VisitorIdentity,
  { conversationId, limit }: { conversationId: string; limit: number },
): Promise<EarlierConversation> {
  const [earlier] = await store.conversations.listEarlierThan(await requireVisitorsConversation(store, visitor, conversationId), 1);
  if (!earlier) return { conversationId: null, messages: [], hasMore: false };
  return { conversationId: earlier._id, ...(await readMessages(store, earlier._id, { limit })) };
}
