import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newObjectId } from '../ids.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import type { PageRequest } from '../store/port/page.ts';
import { complete } from '../store/port/record.ts';
import { siteRecord } from '../store/port/sites.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { Store } from '../store/store.ts';
import { createFaqIndex } from './faq-index.ts';
import type { Work } from './matcher/work.ts';
import { createSlices } from './slices.ts';

const clock = () => new Date('2026-11-23T10:00:00Z');
const newId = () => newObjectId(clock());
let store: Store;
const siteId = newId();
beforeEach(async () => {
  store = openSqliteStore({ file: ':memory:', clock });
  await store.sites.add(
    complete(siteRecord, {
      _id: siteId,
      name: 'Shop',
      domain: 'shop.example',
      allowedDomains: [],
      siteKey: 'sc_key',
      userId: newId(),
      widgetSettings: DEFAULT_WIDGET_SETTINGS,
      aiSettings: { enabled: true, fallbackToHuman: true, threshold: 0.75 },
      isActive: true,
      widgetSeenAt: null,
      widgetSeenOn: null,
      createdAt: clock(),
      updatedAt: clock(),
    }),
  );
});
afterEach(() => store.close());

async function addFaq(question: string, pageSpecific = '', isActive = true): Promise<FaqRecord> {
  const counts = { viewCount: 0, helpfulCount: 0 };
  const faq = {
    _id: newId(),
    siteId,
    question,
    answer: 'So.',
    category: '',
    keywords: [],
    pageSpecific,
    isActive,
    ...counts,
    createdAt: clock(),
    updatedAt: clock(),
  };
  await store.faqs.add(faq);
  return faq;
}

/** The same store, counting its reads of all active FAQs. */
function countReads() {
  let reads = 0;
  const listActive = (id: string, page: PageRequest) => {
    if (page.limit > 1) reads++;
    return store.faqs.listActive(id, page);
  };
  return { store: { ...store, faqs: { ...store.faqs, listActive } }, reads: () => reads };
}

test('[FAQ6] a site’s FAQs are read once, even for concurrent callers, and again after invalidate', async () => {
  await addFaq('Where is my parcel?');
  const counted = countReads();
  const index = createFaqIndex({ ...counted, clock });
  await Promise.all([1, 2, 3].map(() => index.rank(siteId, 'parcel', '/a')));
  await index.rank(siteId, 'parcel', '/b');
  expect(counted.reads()).toBe(1);
  index.invalidate(siteId);
  await index.rank(siteId, 'parcel', '/a');
  expect(counted.reads()).toBe(2);
});

test('[FAQ6] a failed read is reported and retried by the next caller', async () => {
  await addFaq('Where is my parcel?');
  let fails = true;
  const flaky = {
    ...store,
    faqs: { ...store.faqs, listActive: (id: string, page: PageRequest) => (fails ? Promise.reject(new Error('no disk')) : store.faqs.listActive(id, page)) },
  };
  const index = createFaqIndex({ store: flaky, clock });
  await expect(index.rank(siteId, 'parcel', '')).rejects.toThrow('no disk');
  fails = false;
  expect(await index.rank(siteId, 'Where is my parcel?', '')).toHaveLength(1);
});

test('[FAQ3 FAQ11] each page has its own set, however many pages there are, and all are learned once', async () => {
  const everywhere = await addFaq('Where is my parcel?');
  await addFaq('Where is my parcel, switched off?', '', false);
  const special: FaqRecord[] = [];
  for (let page = 0; page < 25; page++) special.push(await addFaq(`Where is my parcel on page ${page}?`, `/page/${page}`));
  const counted = countReads();
  const index = createFaqIndex({ ...counted, clock });
  for (const round of [1, 2]) {
    for (const [page, faq] of special.entries()) {
      const ranked = await index.rank(siteId, 'Where is my parcel?', `https://shop.example/page/${page}?round=${round}`);
      expect(new Set(ranked.map((one) => one.faq._id))).toEqual(new Set([everywhere._id, faq._id]));
    }
  }
  expect((await index.rank(siteId, 'Where is my parcel?', '/')).map(({ faq }) => faq._id)).toEqual([everywhere._id]);
  expect(counted.reads()).toBe(1);
});

test('[FAQ1] an unknown site and one without FAQs have no answers', async () => {
  const index = createFaqIndex({ store, clock });
  expect(await index.rank(siteId, 'parcel', '')).toEqual([]);
  expect(await index.rank(newId(), 'parcel', '')).toEqual([]);
});

test('[FAQ6] a question after a change uses the changed FAQs, even while the previous ones are being learned', async () => {
  const faq = await addFaq('Where is my parcel?');
  const index = createFaqIndex({ store, clock });
  const answer = async () => (await index.rank(siteId, 'Where is my parcel?', ''))[0]?.faq.answer;
  const change = async (text: string) => {
    await store.faqs.update(faq._id, { answer: text }, clock());
    index.invalidate(siteId);
    return answer();
  };
  const before = answer();
  const changed = Promise.all(['one', 'two', 'three'].map(change));
  expect(['So.', 'three']).toContain(await before);
  expect((await changed).at(-1)).toBe('three');
  expect(await answer()).toBe('three');
});

test('[FAQ12] whether the bot may answer is read once, and again after a change of the site or its FAQs', async () => {
  let reads = 0;
  const get = (id: string) => (reads++, store.sites.get(id));
  const index = createFaqIndex({ store: { ...store, sites: { ...store.sites, get } }, clock });
  expect(await index.thresholdOf(siteId)).toBeNull();
  await addFaq('Where is my parcel, switched off?', '', false);
  index.invalidate(siteId);
  expect(await index.thresholdOf(siteId)).toBeNull();
  await addFaq('Where is my parcel?');
  index.invalidate(siteId);
  for (let time = 0; time < 3; time++) expect(await index.thresholdOf(siteId)).toBe(0.75);
  expect(reads).toBe(3);
  await store.sites.update(siteId, { aiSettings: { enabled: false, fallbackToHuman: true, threshold: 0.75 } }, clock());
  index.invalidate(siteId);
  expect(await index.thresholdOf(siteId)).toBeNull();
});

test('[FAQ6 FAQ12] changes of sites and FAQs by other processes are noticed within two seconds, without a notification', async () => {
  let now = clock().getTime();
  const notAsked = () => Promise.reject(new Error('not asked'));
  const shared = { ...store, changes: { list: notAsked, listReadMarks: notAsked } };
  const index = createFaqIndex({ store: shared, clock: () => new Date(now) });
  expect(await index.thresholdOf(siteId)).toBeNull();
  await addFaq('Where is my parcel?');
  now += 2000;
  expect(await index.thresholdOf(siteId)).toBe(0.75);
  expect(await index.rank(siteId, 'Where is my parcel?', '')).toHaveLength(1);
});

test('[FAQ10] learning many FAQs yields turns of the event loop to other work', async () => {
  for (let count = 0; count < 600; count++) await addFaq(`Where is parcel ${count} of street ${count * 7}?`);
  let time = 0;
  // The clock advances a millisecond with each reading.
  const index = createFaqIndex(
    { store, clock },
    createSlices(() => time++),
  );
  let turns = 0;
  let isLearning = true;
  const countTurn = () => {
    turns++;
    if (isLearning) setImmediate(countTurn);
  };
  countTurn();
  const ranked = await index.rank(siteId, 'Where is parcel 5?', '');
  isLearning = false;
  expect(ranked).toHaveLength(5);
  expect(turns).toBeGreaterThan(20);
});

test('[FAQ10] the data that all sites share is learned before the first question, if there is an FAQ', async () => {
  const work: unknown[] = [];
  const slices = { run: <T>(one: Work<T>) => (work.push(one), createSlices().run(one)) };
  await createFaqIndex({ store, clock }, slices).warm();
  expect(work).toHaveLength(0);
  await addFaq('Where is my parcel?');
  await createFaqIndex({ store, clock }, slices).warm();
  expect(work).toHaveLength(1);
});

test('[FAQ15] if a message clearly means an FAQ of other pages, the bot stays silent here', async () => {
  await addFaq('Is this tent waterproof?', '/tents/*');
  const jacket = await addFaq('Is this jacket waterproof?', '/jackets/*');
  await addFaq('How do I return an item?');
  const index = createFaqIndex({ store, clock });
  const probability = async (message: string, page: string) => (await index.rank(siteId, message, page))[0]?.probability ?? 0;
  expect(await probability('is this tent waterproof', '/jackets/rain')).toBeLessThan(0.5);
  expect(await probability('is this tent waterproof', '/tents/2')).toBeGreaterThan(0.75);
  expect((await index.rank(siteId, 'is this waterproof?', '/jackets/rain'))[0]).toMatchObject({ faq: { _id: jacket._id }, probability: expect.any(Number) });
  expect(await probability('is this waterproof?', '/jackets/rain')).toBeGreaterThan(0.75);
});
