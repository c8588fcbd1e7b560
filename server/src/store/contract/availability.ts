import { expect, test } from 'vitest';
import { addMessage, addSite, addTalk, aFaq, aMessage, anAgent, at, newId, type OpenStore } from './samples.ts';

export function availabilityContract(open: OpenStore): void {
  test('checkWritable resolves when the store can write', async () => {
    const store = await open();
    await expect(store.checkWritable()).resolves.toBeUndefined();
  });

  test('[ST1] a closed store rejects reads and writes with UNAVAILABLE', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    await store.close();
    const refused = [
      store.checkWritable(),
      store.sites.get(conversation.siteId),
      store.agents.add(anAgent()),
      store.sessions.get(newId()),
      store.visitors.get(conversation.siteId, 'visitor'),
      store.conversations.list({ limit: 1 }),
      addMessage(store, aMessage(conversation)),
      store.messages.list(conversation._id, { limit: 1 }),
      store.faqs.listActive(conversation.siteId, { limit: 9 }),
      store.analytics.report({ boundaries: [at(0), at(1)], of: ['messages'] }),
      store.conversations.search({ limit: 1, search: 'hello' }),
    ];
    for (const result of await Promise.allSettled(refused)) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } });
  });

  test('close finishes work in flight', async () => {
    const store = await open();
    const site = await addSite(store);
    const adding = store.faqs.add(aFaq(site._id));
    await store.close();
    await expect(adding).resolves.toBeUndefined();
  });

  test('close is idempotent', async () => {
    const store = await open();
    await store.close();
    await expect(store.close()).resolves.toBeUndefined();
  });
}
