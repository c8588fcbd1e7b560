import type { Message, MessagePage } from '@supportchat/protocol';

/**
 * The loaded messages of one conversation, in order of `seq` and without a hole: pushes are hints, missing messages are fetched. `head` is the
 * newest loaded `seq`; everything between the first message and it is there.
 */
export type Timeline = { conversationId: string | undefined; messages: readonly Message[]; head: number; hasOlder: boolean };

export const NO_TIMELINE: Timeline = { conversationId: undefined, messages: [], head: 0, hasOlder: false };

/** A conversation's first loaded page: its newest messages. */
export function startTimeline(conversationId: string, { messages, hasMore }: MessagePage): Timeline {
  return addNewer({ ...NO_TIMELINE, conversationId, hasOlder: hasMore }, messages);
}

/** The server's answer to "everything after `head`". It knows which numbers exist, so its page leaves no hole. */
export function addNewer<T extends Timeline>(timeline: T, newer: readonly Message[]): T {
  const messages = [...new Map([...timeline.messages, ...newer].map((message) => [message.seq, message])).values()].sort((a, b) => a.seq - b.seq);
  return { ...timeline, messages, head: messages.at(-1)?.seq ?? timeline.head };
}

/** The server's answer to "what came before the first message". */
export function addOlder<T extends Timeline>(timeline: T, { messages, hasMore }: MessagePage): T {
  return { ...addNewer(timeline, messages), hasOlder: hasMore };
}

/** A pushed message: the next one is added, a known one replaced; anything later only reveals a `gap` to fetch. */
export function addPushed<T extends Timeline>(timeline: T, message: Message): { timeline: T; gap: boolean } {
  const isOurs = message.conversationId === timeline.conversationId;
  const gap = isOurs && message.seq > timeline.head + 1;
  const isOlder = message.seq < (timeline.messages[0]?.seq ?? 0);
  return { timeline: !isOurs || gap || isOlder ? timeline : addNewer(timeline, [message]), gap };
}
