import type { MessagePage } from '@supportchat/protocol';
import type { MessageRecord } from '../store/port/messages.ts';
import type { Store } from '../store/store.ts';
import { presentMessage } from './present.ts';

type Range = { afterSeq?: number | undefined; beforeSeq?: number | undefined; limit: number };

/** Maximum content of one page in bytes; a page has at least one message. */
const PAGE_BYTES = 256 * 1024;

/** A page of messages ordered by `seq`, bounded in messages and in bytes. Check access to the conversation first. */
export async function readMessages(store: Store, conversationId: string, range: Range): Promise<MessagePage> {
  const { messages, hasMore } = await store.messages.list(conversationId, range);
  const page = range.afterSeq === undefined ? newestWithin(messages) : oldestWithin(messages);
  return { messages: page.map(presentMessage), hasMore: hasMore || page.length < messages.length };
}

function oldestWithin(messages: MessageRecord[]): MessageRecord[] {
  let bytes = 0;
  let count = 0;
  for (const { content } of messages) {
    bytes += Buffer.byteLength(content);
    if (bytes > PAGE_BYTES && count > 0) break;
    count += 1;
  }
  return messages.slice(0, count);
}

function newestWithin(messages: MessageRecord[]): MessageRecord[] {
  return oldestWithin(messages.toReversed()).toReversed();
}
