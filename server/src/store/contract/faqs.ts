import { expect, test } from 'vitest';
import { addSite, aFaq, at, idsOf, newId, type OpenStore } from './samples.ts';

export function faqsContract(open: OpenStore): void {
  test('an FAQ comes back as it was added, until it is removed', async () => {
    const store = await open();
    const faq = aFaq((await addSite(store))._id, { keywords: ['a "quoted" word', 'Ähre'], pageSpecific: '/pricing' });
    await store.faqs.add(faq);
    expect(await store.faqs.get(faq._id)).toEqual(faq);
    expect(await store.faqs.remove(faq._id)).toBe(true);
    expect(await store.faqs.get(faq._id)).toBeNull();
    expect(await store.faqs.remove(faq._id)).toBe(false);
  });

  test('the list is sorted by most recent change', async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    const [a, b, c] = [aFaq(siteId, { updatedAt: at(1) }), aFaq(siteId, { updatedAt: at(2) }), aFaq(siteId, { updatedAt: at(2) })];
    for (const faq of [a, b, c]) await store.faqs.add(faq);
    expect(idsOf((await store.faqs.list({ limit: 10 })).items)).toEqual(idsOf([c, b, a]));
    await store.faqs.update(a._id, { answer: 'Three days.' }, at(3));
    expect(idsOf((await store.faqs.list({ limit: 10 })).items)).toEqual(idsOf([a, c, b]));
  });

  test('the list can be filtered by site, category, active FAQs, and words', async () => {
    const store = await open();
    const [one, two] = [await addSite(store), await addSite(store)];
    const delivery = aFaq(one._id, { updatedAt: at(4) });
    const returns = aFaq(one._id, {
      question: 'Can I send it back?',
      answer: 'Within 14 days, free of charge',
      category: 'Returns',
      keywords: ['refund', 'Übergabe'],
      updatedAt: at(3),
    });
    const off = aFaq(two._id, { question: 'Do you ship abroad?', answer: 'Not yet.', keywords: [], isActive: false, updatedAt: at(2) });
    for (const faq of [delivery, returns, off]) await store.faqs.add(faq);
    const listed = async (filter: object) => idsOf((await store.faqs.list({ limit: 10, ...filter })).items);
    expect(await listed({ siteIds: [one._id] })).toEqual(idsOf([delivery, returns]));
    expect(await listed({ siteIds: [] })).toEqual([]);
    expect(await listed({ category: 'Shipping' })).toEqual(idsOf([delivery, off]));
    expect(await listed({ category: 'shipping' })).toEqual([]);
    expect(await listed({ isActive: false })).toEqual([off._id]);
    expect(await listed({ search: 'DAYS' })).toEqual(idsOf([delivery, returns]));
    expect(await listed({ search: 'back refund RETURNS charge' })).toEqual([returns._id]);
    expect(await listed({ search: 'übergabe' })).toEqual([returns._id]);
    expect(await listed({ search: 'back parcel' })).toEqual([]);
    expect(await listed({ search: 'days', siteIds: [two._id] })).toEqual([]);
    expect(await listed({ search: 'shipping', isActive: true })).toEqual([delivery._id]);
    expect(await listed({ search: '"' })).toEqual([]);
  });

  test('a search follows changes and removals', async () => {
    const store = await open();
    const faq = aFaq((await addSite(store))._id);
    await store.faqs.add(faq);
    const found = async (search: string) => idsOf((await store.faqs.list({ limit: 10, search })).items);
    await store.faqs.update(faq._id, { question: 'When does it arrive?', keywords: ['courier'] }, at(2));
    expect(await found('take')).toEqual([]);
    expect(await found('parcel')).toEqual([]);
    expect(await found('arrive courier shipping')).toEqual([faq._id]);
    await store.faqs.remove(faq._id);
    expect(await found('arrive')).toEqual([]);
  });

  test('listActive returns all active FAQs of the site, page by page', async () => {
    const store = await open();
    const { _id: siteId } = await addSite(store);
    const active = [aFaq(siteId), aFaq(siteId), aFaq(siteId)];
    for (const faq of [...active, aFaq(siteId, { isActive: false }), aFaq((await addSite(store))._id)]) await store.faqs.add(faq);
    const first = await store.faqs.listActive(siteId, { limit: 2 });
    const rest = await store.faqs.listActive(siteId, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items]).toEqual(active);
    expect(rest.nextCursor).toBeNull();
    expect(await store.faqs.listActive(newId(), { limit: 2 })).toEqual({ items: [], nextCursor: null });
  });

  test('an update changes only the fields it names', async () => {
    const store = await open();
    const faq = aFaq((await addSite(store))._id, { viewCount: 3, helpfulCount: 2 });
    await store.faqs.add(faq);
    const expected = { ...faq, answer: 'Three days.', keywords: [], isActive: false, updatedAt: at(9) };
    expect(await store.faqs.update(faq._id, { answer: 'Three days.', keywords: [], isActive: false, question: undefined }, at(9))).toEqual(expected);
    expect(await store.faqs.get(faq._id)).toEqual(expected);
    expect(await store.faqs.update(newId(), { answer: 'x' }, at(9))).toBeNull();
  });

  test('countView counts each view without moving the FAQ in the list', async () => {
    const store = await open();
    const faq = aFaq((await addSite(store))._id);
    await store.faqs.add(faq);
    await Promise.all([store.faqs.countView(faq._id), store.faqs.countView(faq._id), store.faqs.countView(newId())]);
    expect(await store.faqs.get(faq._id)).toEqual({ ...faq, viewCount: 2 });
  });
}
