import type { PageVisit } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import type { Store } from '../store/store.ts';
import { requireAgentsConversation } from './access.ts';

/** The pages that the visitor has been on, newest first. They are in no list and no event: only the open conversation needs them. */
export async function listPages(store: Store, actor: Actor, conversationId: string): Promise<{ items: PageVisit[] }> {
  const { pages } = await requireAgentsConversation(store, actor, conversationId);
  return { items: pages.map(({ url, at }) => ({ url, at: new Date(at).toISOString() })).reverse() };
}
