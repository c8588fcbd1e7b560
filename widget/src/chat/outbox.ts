import type { BrowserStorage } from '../storage.ts';

/** Where an own message is on its way. It only moves right; `failed` is left by the visitor's Retry alone. */
export type DeliveryState = 'queued' | 'sent' | 'stored' | 'read' | 'failed';

/** A message that the server has not confirmed yet. */
export type OutboxItem = {
  clientMessageId: string;
  content: string;
  /** Place in the queue, 1, 2, 3 … */
  order: number;
  /** When it was written, by this device's clock; for display only. */
  createdAt: string;
  /** Where it was first sent to. It goes there again, so that the server knows it again; a new conversation would store it twice. */
  conversationId?: string | undefined;
  state: 'queued' | 'sent' | 'failed';
};

const ORDER: Record<DeliveryState, number> = { queued: 0, sent: 1, failed: 2, stored: 3, read: 4 };

/** The state after `news`, which may come late or twice. */
export function advance(state: DeliveryState, news: DeliveryState): DeliveryState {
  return ORDER[news] > ORDER[state] ? news : state;
}

/**
 * Unsent messages, each under a key of its own, so that tabs never overwrite each other's.
 * They survive reload, crash and hours offline; other tabs see them through the `storage` event.
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
  function find(clientMessageId: string): OutboxItem | undefined {
    return items().find((item) => item.clientMessageId === clientMessageId);
  }

  return {
    items,
    /** The one to send now: the oldest that is not given up. */
    next: () => items().find(({ state }) => state !== 'failed'),
    /** With a `clientMessageId` it is a message that the server had and has lost. */
    add: (content: string, clientMessageId = newId()) =>
      put({ clientMessageId, content, order: (items().at(-1)?.order ?? 0) + 1, createdAt: clock().toISOString(), state: 'queued' }),
    emitted(clientMessageId: string, conversationId: string) {
      const item = find(clientMessageId);
      if (item) put({ ...item, conversationId: item.conversationId ?? conversationId, state: advance(item.state, 'sent') as OutboxItem['state'] });
    },
    failed(clientMessageId: string) {
      const item = find(clientMessageId);
      if (item) put({ ...item, state: 'failed' });
    },
    /** To the conversation of today: the one it was meant for may be gone. */
    retry(clientMessageId: string) {
      const item = find(clientMessageId);
      if (item?.state === 'failed') put({ ...item, conversationId: undefined, state: 'queued' });
    },
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
