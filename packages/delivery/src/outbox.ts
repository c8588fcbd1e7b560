import type { Ports } from './ports.ts';

/** A message that the server has not confirmed yet. */
export type OutboxItem = {
  /** Created before the first attempt and the same for every attempt, so that the server stores the message once. */
  clientMessageId: string;
  content: string;
  /** Place in the queue, 1, 2, 3 … */
  order: number;
  /** When it was written, by this device's clock; for display only. */
  createdAt: string;
  /** The conversation it was first sent to. It is resent there, so that the server recognizes it; a new conversation would store it twice. */
  conversationId?: string | undefined;
  /** Rejected for good; only Retry sends it again. */
  isRefused?: boolean;
  /** Why it was last rejected. */
  failure?: Reason | undefined;
};

export type Reason = { message: string; requestId?: string };

/**
 * Unsent messages, each under its own key, so that tabs never overwrite each other's. They survive reloads, crashes and hours offline; other
 * tabs see them through the `storage` event.
 */
export function createOutbox({ storage, now, newId }: Pick<Ports, 'storage' | 'now' | 'newId'>, prefix: string) {
  function items(): OutboxItem[] {
    return storage
      .keys(prefix)
      .flatMap((key) => parse(storage.get(key)) ?? [])
      .sort((a, b) => a.order - b.order || (a.clientMessageId < b.clientMessageId ? -1 : 1));
  }
  function put(item: OutboxItem): OutboxItem {
    storage.set(prefix + item.clientMessageId, JSON.stringify(item));
    return item;
  }
  /** An update for a removed message brings nothing back. */
  function change(clientMessageId: string, act: (item: OutboxItem) => OutboxItem): void {
    const item = parse(storage.get(prefix + clientMessageId));
    if (item) put(act(item));
  }

  return {
    items,
    /** The one to send now: the oldest that has not failed, of one conversation or of all. */
    next: (conversationId?: string) => items().find((item) => !item.isRefused && (!conversationId || item.conversationId === conversationId)),
    /** With a `clientMessageId`, it is a message that the server had and has lost. */
    add: (content: string, clientMessageId = newId(), conversationId?: string) =>
      put({ clientMessageId, content, order: (items().at(-1)?.order ?? 0) + 1, createdAt: now().toISOString(), conversationId }),
    emitted: (clientMessageId: string, conversationId: string) => change(clientMessageId, (item) => ({ conversationId, ...item })),
    refused: (clientMessageId: string, failure?: Reason) => change(clientMessageId, (item) => ({ ...item, isRefused: true, failure })),
    /** Without a conversation, it goes to the one that is current then: the original one may be gone. */
    retry: (clientMessageId: string, conversationId?: string) =>
      change(clientMessageId, (item) => (item.isRefused ? { ...item, isRefused: false, conversationId } : item)),
    /** Stored by the server, or deleted by its author. */
    remove: (clientMessageId: string) => storage.remove(prefix + clientMessageId),
  };
}
export type Outbox = ReturnType<typeof createOutbox>;

/** Another version of the product, or another script, may have left something else there. */
function parse(text: string | null): OutboxItem | undefined {
  try {
    const item = JSON.parse(text ?? '');
    return typeof item.content === 'string' && typeof item.clientMessageId === 'string' && typeof item.order === 'number' ? item : undefined;
  } catch {
    return undefined;
  }
}
