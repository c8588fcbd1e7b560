import { describe, expect, test } from 'vitest';
import type { Page } from '../port/page.ts';
import type { Store } from '../store.ts';
import { addMessage, addSite, addTalk, aFaq, aMessage, anAgent, aSite, at, idsOf, newId, type OpenStore, readPages } from './samples.ts';

type Listing = {
  name: string;
  /** Adds a row; rows with the same `place` differ in sort order only by id. */
  add(store: Store, siteId: string, place: number): Promise<{ _id: string }>;
  list(store: Store, limit: number, cursor: string | undefined): Promise<Page<{ _id: string }>>;
};

const LISTINGS: Listing[] = [
  {
    name: 'sites',
    add: async (store, _siteId, place) => {
      const site = aSite({ name: `Site ${place}` });
      await store.sites.add(site);
      return site;
    },
    list: (store, limit, cursor) => store.sites.list({ limit, cursor, search: 'Site' }),
  },
  {
    name: 'agents',
    add: async (store, _siteId, place) => {
      const agent = anAgent({ name: `Agent ${place}` });
      await store.agents.add(agent);
      return agent;
    },
    list: (store, limit, cursor) => store.agents.list({ limit, cursor }),
  },
  {
    name: 'conversations',
    add: (store, siteId, place) => addTalk(store, { siteId }, { createdAt: at(place) }),
    list: (store, limit, cursor) => store.conversations.list({ limit, cursor }),
  },
  {
    name: 'conversations found by a search',
    add: (store, siteId, place) => addTalk(store, { siteId }, { createdAt: at(place), content: 'needle' }),
    list: (store, limit, cursor) => store.conversations.search({ limit, cursor, search: 'needle' }),
  },
  {
    name: 'FAQs',
    add: async (store, siteId, place) => {
      const faq = aFaq(siteId, { updatedAt: at(place) });
      await store.faqs.add(faq);
      return faq;
    },
    list: (store, limit, cursor) => store.faqs.list({ limit, cursor }),
  },
];
/** Several rows per place, so that pages often end between equal rows. */
const PLACES = [5, 1, 5, 3, 3, 1, 4, 5, 2, 3, 1, 5, 3];

export function pagesContract(open: OpenStore): void {
  describe.each(LISTINGS)('$name', ({ add, list }) => {
    test.each([1, 2, 3, 5, 13, 30])('pages of %i return every row once, in one order', async (limit) => {
      const store = await open();
      const site = await addSite(store);
      const added = [];
      for (const place of PLACES) added.push(await add(store, site._id, place));
      const whole = await list(store, 100, undefined);
      expect(whole.nextCursor).toBeNull();
      expect(idsOf(whole.items).sort()).toEqual(idsOf(added).sort());
      const read = await readPages((cursor) => list(store, limit, cursor));
      expect(idsOf(read)).toEqual(idsOf(whole.items));
    });

    test('rows added while paging cause no repeated or skipped row', async () => {
      const store = await open();
      const site = await addSite(store);
      const added: { _id: string }[] = [];
      for (const place of PLACES) added.push(await add(store, site._id, place));
      let place = 0;
      const read = await readPages(
        (cursor) => list(store, 3, cursor),
        () => add(store, site._id, place++ % 7),
      );
      expect(new Set(idsOf(read)).size).toBe(read.length);
      expect(idsOf(read)).toEqual(expect.arrayContaining(idsOf(added)));
    });

    test('[ST2] a cursor that the store did not create rejects with VALIDATION', async () => {
      const store = await open();
      const made = Buffer.from(JSON.stringify(['other', 1, newId()])).toString('base64url');
      for (const cursor of ['', 'nonsense', 'e30', 'bnVsbA', made]) await expect(list(store, 3, cursor)).rejects.toMatchObject({ code: 'VALIDATION' });
    });
  });

  test('[ST2] a cursor of one list is invalid for another', async () => {
    const store = await open();
    const site = await addSite(store);
    for (const place of [1, 2]) await addTalk(store, { siteId: site._id }, { createdAt: at(place) });
    for (const place of [1, 2]) await store.faqs.add(aFaq(site._id, { updatedAt: at(place) }));
    const { nextCursor } = await store.conversations.list({ limit: 1 });
    await expect(store.faqs.list({ limit: 1, cursor: nextCursor ?? '' })).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  test('pages of messages join without a gap in both directions', async () => {
    const store = await open();
    const conversation = await addTalk(store);
    for (let count = 1; count < 23; count++) await addMessage(store, aMessage(conversation));
    const all = Array.from({ length: 23 }, (_, index) => index + 1);
    const forward: number[] = [];
    for (let more = true; more; ) {
      const page = await store.messages.list(conversation._id, { afterSeq: forward.at(-1) ?? 0, limit: 5 });
      forward.push(...page.messages.map(({ seq }) => seq));
      more = page.hasMore;
    }
    expect(forward).toEqual(all);
    const backward: number[] = [];
    for (let more = true; more; ) {
      const page = await store.messages.list(conversation._id, { beforeSeq: backward[0], limit: 5 });
      backward.unshift(...page.messages.map(({ seq }) => seq));
      more = page.hasMore;
    }
    expect(backward).toEqual(all);
  });
}
