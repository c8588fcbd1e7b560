import type { Message } from '@supportchat/protocol';
import type { Reading, ReadMessage } from './checker.ts';

/** What a client shows of its conversations: each message once, in order, up to the first gap. */
export class DisplayedMessages {
  /** When a message was first shown, in milliseconds of this process, by `keyOf`. */
  readonly shownAt = new Map<string, number>();
  #known = new Map<string, Map<number, ReadMessage>>();
  #heads = new Map<string, number>();

  /** Opens a conversation, which may be empty. */
  open(conversationId: string): Map<number, ReadMessage> {
    const known = this.#known.get(conversationId) ?? new Map<number, ReadMessage>();
    this.#known.set(conversationId, known);
    return known;
  }

  /** Throws when there is a different message at the same position. */
  add(message: Message): void {
    const shown = toReadMessage(message);
    const { conversationId, seq } = shown;
    const known = this.open(conversationId);
    const before = known.get(seq);
    if (before && JSON.stringify(before) !== JSON.stringify(shown)) throw new Error(`${conversationId} ${seq} was two different messages`);
    known.set(seq, shown);
    let head = this.headOf(conversationId);
    for (; known.has(head + 1); head += 1) this.shownAt.set(keyOf(conversationId, head + 1), performance.now());
    this.#heads.set(conversationId, head);
  }

  /** The newest `seq` before the first gap. */
  headOf(conversationId: string): number {
    return this.#heads.get(conversationId) ?? 0;
  }

  /** Whether a known message comes after a gap. */
  hasGap(conversationId: string): boolean {
    return (this.#known.get(conversationId)?.size ?? 0) > this.headOf(conversationId);
  }

  conversationIds(): string[] {
    return [...this.#known.keys()];
  }

  toReading(): Reading {
    return new Map([...this.#known].map(([id, messages]) => [id, [...messages.values()].sort((a, b) => a.seq - b.seq)]));
  }
}

/** Identifies a message's position across all conversations. */
export const keyOf = (conversationId: string, seq: number) => `${conversationId} ${seq}`;

/** A message without the fields that reading changes. */
export function toReadMessage({ _id, conversationId, seq, clientMessageId, senderType, senderId, content }: Message): ReadMessage {
  return { _id, conversationId, seq, clientMessageId, sender: `${senderType}:${senderId}`, content };
}
