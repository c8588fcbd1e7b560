import { expect, test } from 'vitest';
import { addConversation, addSite, addTalk, at, aVisitor, type OpenStore } from './samples.ts';

const ago = (hours: number) => at(-3600 * hours);

export function maintenanceContract(open: OpenStore): void {
  test('[ST96] maintenance removes conversations that had no message for a day, and keeps all others', async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    const old = [];
    for (let count = 0; count < 3; count++) old.push(await addConversation(store, { siteId, createdAt: ago(25) }));
    const young = await addConversation(store, { siteId, createdAt: ago(23) });
    const written = await addTalk(store, { siteId, createdAt: ago(25) });
    const { removed } = await store.maintain();
    expect(removed.toSorted()).toEqual(old.map(({ _id }) => _id).toSorted());
    for (const { _id } of old) expect(await store.conversations.get(_id)).toBeNull();
    for (const { _id } of [young, written]) expect(await store.conversations.get(_id)).not.toBeNull();
  });

  test('[ST97] maintenance removes visitors whose token has expired and who have no conversation', async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    const add = async (visitorId: string, hours: number) => store.visitors.add(aVisitor(siteId, { visitorId, tokenExpiresAt: ago(hours) }));
    await addTalk(store, { siteId, visitorId: 'has written' });
    for (const visitorId of ['gone', 'has written', 'gone too']) await add(visitorId, 1);
    await add('may come back', -1);
    await store.maintain();
    const isThere = async (visitorId: string) => (await store.visitors.get(siteId, visitorId)) !== null;
    expect(await Promise.all(['gone', 'gone too', 'has written', 'may come back'].map(isThere))).toEqual([false, false, true, true]);
  });
}
