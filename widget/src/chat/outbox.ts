import type { BrowserStorage } from '../storage.ts';

/** A message that the server has not confirmed yet. */
export type OutboxItem = {
  clientMessageId: string;
  content: string;
  /** Place in the queue, 1, 2, 3 … */
  order: number;
  /** When it was written, by this device's clock; for display only. */
  createdAt: string;
  /** The conversation it was first sent to. It is resent there, so that the server recognizes it; a new conversation would store it twice. */
  conversationId?: string | undefined;
  /** Rejected for good; only the visitor's Retry sends it again. */
  isRefused?: boolean;
};

/**
 * Unsent messages, each under its own key, so that tabs never overwrite each other's. They survive reloads, crashes and hours offline; other
 * tabs see them through the `storage` event.
 */
export function createOutbox({ storage, siteKey, clock, newId }: { storage: BrowserStorage; siteKey: string; clock(): Date; newId(): string }) {
  const prefix = `sc_outbox:${siteKey}:`;

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
    /** The one to send now: the oldest that has not failed. */
    next: () => items().find(({ isRefused }) => !isRefused),
    /** With a `clientMessageId`, it is a message that the server had and has lost. */
    add: (content: string, clientMessageId = newId()) =>
      put({ clientMessageId, content, order: (items().at(-1)?.order ?? 0) + 1, createdAt: clock().toISOString() }),
    emitted: (clientMessageId: string, conversationId: string) => change(clientMessageId, (item) => ({ conversationId, ...item })),
    refused: (clientMessageId: string) => change(clientMessageId, (item) => ({ ...item, isRefused: true })),
    /** To the current conversation: the original one may be gone. */
    retry: (clientMessageId: string) => change(clientMessageId, (item) => (item.isRefused ? { ...item, isRefused: false, conversationId: undefined } : item)),
    /** Stored by the server, or deleted by the visitor. */
    remove: (clientMessageId: string) => storage.remove(prefix + clientMessageId),
  };
}
export type Outbox = ReturnType<typeof createOutbox>;

/** Another version of the widget, or another script, may have left something else there. */
function parse(text: string | null): OutboxItem | undefined {
  try {
    const item = JSON.parse(text ?? '');
    return typeof item.content === 'string' && typeof item.clientMessageId === 'string' && typeof item.order === 'number' ? item : undefined;
  } catch {
    return undefined;
  }
}
