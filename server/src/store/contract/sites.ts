import { expect, test } from 'vitest';
import { addSite, addTalk, aFaq, anActivity, anAgent, aSite, at, aVisitor, idsOf, newId, type OpenStore } from './samples.ts';

export function sitesContract(open: OpenStore): void {
  test('a site comes back as it was added, by id and by key', async () => {
    const store = await open();
    const site = await addSite(store, { widgetSeenAt: at(5), widgetSeenOn: 'shop.example/pricing' });
    expect(await store.sites.get(site._id)).toEqual(site);
    expect(await store.sites.getByKey(site.siteKey)).toEqual(site);
    expect(await store.sites.get(newId())).toBeNull();
    expect(await store.sites.getByKey('unknown')).toBeNull();
  });

  test('[ST10] an existing site key rejects with CONFLICT', async () => {
    const store = await open();
    const site = await addSite(store);
    await expect(store.sites.add(aSite({ siteKey: site.siteKey }))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await store.sites.list({ limit: 10 })).items).toEqual([site]);
  });

  test('the list is sorted by name, ignoring case, then by id', async () => {
    const store = await open();
    const [b1, c, a, b2] = [
      await addSite(store, { name: 'beta' }),
      await addSite(store, { name: 'Gamma' }),
      await addSite(store, { name: 'Alpha' }),
      await addSite(store, { name: 'Beta' }),
    ];
    expect(idsOf((await store.sites.list({ limit: 10 })).items)).toEqual(idsOf([a, b1, b2, c]));
  });

  test('the list can be filtered by ids, by a text in name or domain, and by active sites', async () => {
    const store = await open();
    const shop = await addSite(store, { name: 'Café Ärger', domain: 'cafe.example' });
    const other = await addSite(store, { name: 'Other', domain: 'shop.example', isActive: false });
    const listed = async (filter: object) => idsOf((await store.sites.list({ limit: 10, ...filter })).items);
    expect(await listed({ ids: [other._id, newId()] })).toEqual([other._id]);
    expect(await listed({ ids: [] })).toEqual([]);
    expect(await listed({ search: 'FÉ ÄRG' })).toEqual([shop._id]);
    expect(await listed({ search: 'shop.EX' })).toEqual([other._id]);
    expect(await listed({ search: '%' })).toEqual([]);
    expect(await listed({ isActive: true })).toEqual([shop._id]);
    expect(await listed({ isActive: false })).toEqual([other._id]);
  });

  test('an update changes only the fields it names', async () => {
    const store = await open();
    const site = await addSite(store);
    const aiSettings = { enabled: false, fallbackToHuman: true, threshold: 0.9 };
    const expected = { ...site, aiSettings, isActive: false, updatedAt: at(9) };
    expect(await store.sites.update(site._id, { aiSettings, isActive: false, name: undefined }, at(9))).toEqual(expected);
    expect(await store.sites.get(site._id)).toEqual(expected);
    expect(await store.sites.update(newId(), { name: 'x' }, at(9))).toBeNull();
  });

  test('markSeen records when and where the widget was seen', async () => {
    const store = await open();
    const site = await addSite(store);
    await store.sites.markSeen(site._id, 'shop.example', at(7));
    expect(await store.sites.get(site._id)).toEqual({ ...site, widgetSeenOn: 'shop.example', widgetSeenAt: at(7) });
  });

  test('[ST11] removing a site removes everything that belongs to it, and nothing of another site', async () => {
    const store = await open();
    const [gone, kept] = [await addSite(store), await addSite(store)];
    const agent = anAgent({ siteIds: [gone._id, kept._id] });
    await store.agents.add(agent);
    const traces = async (siteId: string) => {
      const conversation = await addTalk(store, { siteId }, { content: 'needle' });
      await store.conversations.change(conversation._id, 0, { status: 'resolved', assignedAgent: null }, [anActivity(conversation._id)], at(2));
      await store.faqs.add(aFaq(siteId));
      await store.visitors.add(aVisitor(siteId));
      return conversation;
    };
    const [goneTalk, keptTalk] = [await traces(gone._id), await traces(kept._id)];
    expect(await store.sites.remove(gone._id)).toBe(true);
    expect(await store.sites.get(gone._id)).toBeNull();
    expect(await store.conversations.get(goneTalk._id)).toBeNull();
    expect(await store.messages.list(goneTalk._id, { limit: 10 })).toEqual({ messages: [], hasMore: false });
    expect(await store.conversations.listEntries(goneTalk._id, 10)).toEqual([]);
    expect(await store.visitors.get(gone._id, 'visitor')).toBeNull();
    expect((await store.faqs.listActive(gone._id, { limit: 9 })).items).toEqual([]);
    expect((await store.agents.get(agent._id))?.siteIds).toEqual([kept._id]);
    expect(idsOf((await store.conversations.search({ limit: 10, search: 'needle' })).items)).toEqual([keptTalk._id]);
    expect((await store.messages.list(keptTalk._id, { limit: 10 })).messages).toHaveLength(1);
    expect(await store.conversations.listEntries(keptTalk._id, 10)).toHaveLength(1);
    expect((await store.faqs.listActive(kept._id, { limit: 9 })).items).toHaveLength(1);
    expect(await store.visitors.get(kept._id, 'visitor')).not.toBeNull();
    expect(await store.sites.remove(gone._id)).toBe(false);
  });
}
