import type { MessageStored } from '@supportchat/protocol';
import { backoff, wait } from './backoff.ts';
import type { ChatCore } from './chat-state.ts';
import type { Failure } from './connection.ts';
import { exclusively } from './tabs.ts';

const LATE_AFTER_MS = 10_000;

/** Sends the outbox: in order, one message in flight across all tabs, retrying until each is stored or rejected. */
export function createDelivery(core: ChatCore, onStored: (stored: MessageStored) => void) {
  const { siteKey, outbox, store, connection, chance } = core;
  const watched = new Map<string, ReturnType<typeof setTimeout>>();
  let running = false;
  let goOn = () => {};

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

  async function flush(): Promise<void> {
    refresh();
    goOn();
    if (running) return;
    running = true;
    for (let attempt = 0; store.get().live && outbox.next(); ) {
      const failure = await exclusively(`sc_send:${siteKey}`, sendNext);
      if (failure)
        await Promise.race([
          wait(backoff(attempt, chance(), failure.retryAfterMs)),
          new Promise<void>((resolve) => {
            goOn = resolve;
          }),
        ]);
      attempt = failure ? attempt + 1 : 0;
    }
    running = false;
  }

  /** Exclusive among the tabs: so storage is read again, as another tab may have sent it. */
  async function sendNext(): Promise<Failure | undefined> {
    const item = outbox.next();
    const { conversation, live } = store.get();
    if (!item || !conversation || !live) return;
    outbox.emitted(item.clientMessageId, conversation._id);
    refresh();
    const { content, clientMessageId, conversationId = conversation._id } = item;
    const reply = await connection.ask('send-message', { conversationId, content, clientMessageId });
    if (!reply.ok && reply.error.retryable) return reply.error;
    if (reply.ok) {
      outbox.remove(clientMessageId);
      onStored(reply);
    } else outbox.refused(clientMessageId);
    refresh();
  }

  return { flush, refresh, destroy: () => watched.forEach(clearTimeout) };
}
