import type { MessagePage } from '@supportchat/protocol';
import type { Store } from '../store/store.ts';
import { presentMessage } from './present.ts';

/** A page of messages in order of `seq`. Ask whether the conversation is theirs before. */
export async function readMessages(
  store: Store,
  conversationId: string,
  range: { afterSeq?: number | undefined; beforeSeq?: number | undefined; limit: number },
): Promise<MessagePage> {
  const { messages, hasMore } = await store.messages.list(conversationId, range);
  return { messages: messages.map(presentMessage), hasMore };
}
