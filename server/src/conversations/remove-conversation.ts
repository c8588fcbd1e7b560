import type { Actor } from '../access/actor.ts';
import { requireAgentsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';

/** Permanently removes a conversation with its messages. Clients that have it open are notified, and its visitor starts over. */
export async function removeConversation(deps: ConversationDeps, actor: Actor, id: string): Promise<void> {
  const conversation = await requireAgentsConversation(deps.store, actor, id);
  await deps.store.conversations.remove(id);
  deps.broadcast.conversationRemoved(conversation);
}
