import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newObjectId } from '../ids.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { FaqRecord, Store } from '../store/store.ts';
import { createFaqIndex } from './faq-index.ts';

const clock = () => new Date('2026-11-23T10:00:00Z');
const newId = () => newObjectId(clock());
let store: Store;
const siteId = newId();
beforeEach(async () => {
  store = openSqliteStore({ file: ':memory:', clock });
  await store.sites.add({
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
  });
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

/** The same store, with its reads of active FAQs counted. */
function countReads() {
  let reads = 0;
  const counting = { ...store, faqs: { ...store.faqs, listActive: (id: string) => (reads++, store.faqs.listActive(id)) } };
  return { store: counting, reads: () => reads };
}

test('[FAQ6] a site’s FAQs are read once, also for callers at the same time, and again after forget', async () => {
  await addFaq('Where is my parcel?');
  const counted = countReads();
  const index = createFaqIndex({ ...counted, clock });
  await Promise.all([1, 2, 3].map(() => index.rank(siteId, 'parcel', '/a')));
  await index.rank(siteId, 'parcel', '/b');
  expect(counted.reads()).toBe(1);
  index.forget(siteId);
  await index.rank(siteId, 'parcel', '/a');
  expect(counted.reads()).toBe(2);
});

test('[FAQ6] a read that failed is told and tried again by the next', async () => {
  await addFaq('Where is my parcel?');
  let fails = true;
  const flaky = {
    ...store,
    faqs: { ...store.faqs, listActive: (id: string) => (fails ? Promise.reject(new Error('no disk')) : store.faqs.listActive(id)) },
  };
  const index = createFaqIndex({ store: flaky, clock });
  await expect(index.rank(siteId, 'parcel', '')).rejects.toThrow('no disk');
  fails = false;
  expect(await index.rank(siteId, 'Where is my parcel?', '')).toHaveLength(1);
});

test('[FAQ3] each page has its own set, however many pages there are', async () => {
  const everywhere = await addFaq('Where is my parcel?');
  await addFaq('Where is my parcel, switched off?', '', false);
  const special: FaqRecord[] = [];
  for (let page = 0; page < 25; page++) special.push(await addFaq(`Where is my parcel on page ${page}?`, `/page/${page}`));
  const index = createFaqIndex({ store, clock });
  for (const round of [1, 2]) {
    for (const [page, faq] of special.entries()) {
      const ranked = await index.rank(siteId, 'Where is my parcel?', `https://shop.example/page/${page}?round=${round}`);
      expect(new Set(ranked.map((one) => one.faq._id))).toEqual(new Set([everywhere._id, faq._id]));
    }
  }
  expect((await index.rank(siteId, 'Where is my parcel?', '/')).map(({ faq }) => faq._id)).toEqual([everywhere._id]);
});

test('[FAQ1] an unknown site and one without FAQs have no answers', async () => {
  const index = createFaqIndex({ store, clock });
  expect(await index.rank(siteId, 'parcel', '')).toEqual([]);
  expect(await index.rank(newId(), 'parcel', '')).toEqual([]);
});
