import { createDelivery } from '@supportchat/delivery/deliver';
import type { MessageStored } from '@supportchat/protocol';
import type { ChatCore } from './chat-state.ts';

const LATE_AFTER_MS = 10_000;

/** Sends the visitor's outbox, and shows it. */
export function deliverOutbox(core: ChatCore, onStored: (stored: MessageStored) => void) {
  const { siteKey, outbox, store, connection } = core;
  const watched = new Map<string, ReturnType<typeof setTimeout>>();

  /** Shows the outbox as it is in storage, where other tabs change it too. */
  function refresh(): void {
    const items = outbox.items();
    for (const { clientMessageId: id } of items) {
      if (!watched.has(id))
        watched.set(
          id,
          setTimeout(() => store.set({ late: [...store.get().late, id] }), LATE_AFTER_MS),
        );
    }
    store.set({ outbox: items });
  }

  const { wake } = createDelivery(core, {
    lock: `sc_send:${siteKey}`,
    outbox,
    next: () => (store.get().live ? outbox.next() : undefined),
    send({ clientMessageId, content, conversationId = store.get().timeline.conversationId ?? '' }) {
      outbox.emitted(clientMessageId, conversationId);
      refresh();
      return connection.ask('send-message', { conversationId, content, clientMessageId });
    },
    onStored,
    onChange: refresh,
  });

  return {
    flush(): Promise<void> {
      refresh();
      return wake();
    },
    refresh,
    destroy: () => watched.forEach(clearTimeout),
  };
}
