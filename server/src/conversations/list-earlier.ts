import type { Conversation, List } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import type { Store } from '../store/store.ts';
import { requireAgentsConversation } from './access.ts';
import { forAgent } from './present.ts';

/** A longer list adds nothing useful beside a conversation. */
const MAX_CONVERSATIONS = 5;

/** The same visitor's conversations before this one, newest first, at most 5. */
export async function listEarlier(store: Store, actor: Actor, conversationId: string): Promise<List<Conversation>> {
  const conversation = await requireAgentsConversation(store, actor, conversationId);
  const earlier = await store.conversations.listEarlierThan(conversation, MAX_CONVERSATIONS);
  return { items: earlier.map(forAgent), nextCursor: null };
}
