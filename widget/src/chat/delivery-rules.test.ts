import { createOutbox } from '@supportchat/delivery/outbox';
import { type Client, CONVERSATION, deliveryRules } from '@supportchat/delivery/testing/delivery-rules';
import { startTimeline } from '@supportchat/delivery/timeline';
import { type ChatCore, IDLE } from './chat-state.ts';
import { deliverOutbox } from './deliver-outbox.ts';
import { createStore } from './store.ts';

deliveryRules('MSG12', (tab, server): Client => {
  const outbox = createOutbox(tab, 'sc_outbox:site:');
  const store = createStore({ ...IDLE, live: true, timeline: startTimeline(CONVERSATION, { messages: [], hasMore: false }) });
  const connection = { ask: (_event: string, packet: never) => server.ask(packet, tab.isAlive) };
  const core = { ...tab, siteKey: 'site', outbox, store, connection } as unknown as ChatCore;
  const delivery = deliverOutbox(core, () => {});
  delivery.refresh();
  return {
    write(content) {
      outbox.add(content);
      void delivery.flush();
    },
    unsent: () => [...store.get().outbox],
    retry(id) {
      outbox.retry(id);
      void delivery.flush();
    },
    remove(id) {
      outbox.remove(id);
      delivery.refresh();
    },
    connected() {
      store.set({ live: true });
      void delivery.flush();
    },
    disconnected: () => store.set({ live: false }),
    storageChanged: () => void delivery.flush(),
  };
});
