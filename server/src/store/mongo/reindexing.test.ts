import { describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { addTalk, aFaq, at, idsOf } from '../contract/samples.ts';
import type { Store } from '../store.ts';

const COUNT = 250;
const search = (store: Store, text: string) => store.conversations.search({ limit: 1000, search: text });
const found = (store: Store, text: string) => search(store, text).catch(() => ({ items: [] }));
const notReady = { code: 'SEARCH_NOT_READY', retryAfterMs: expect.any(Number) };

describe.skipIf(mongodbUri === null)('terms of documents of older versions', () => {
  const database = createTestDatabase('reindexing');

  /** Takes the terms away, as if an older version had written the documents. */
  async function makeOld(): Promise<string> {
    const store = await database.openEmpty();
    const first = await addTalk(store, { visitorName: 'Zoë Old' }, { content: 'Grüße 1' });
    for (let from = 2; from <= COUNT; from += 25)
      await Promise.all(
        Array.from({ length: Math.min(25, COUNT - from + 1) }, (_, index) => addTalk(store, { siteId: first.siteId }, { content: `Grüße ${from + index}` })),
      );
    await store.faqs.add(aFaq(first.siteId, { question: 'Wie groß?' }));
    await store.close();
    const db = database.client.db();
    for (const name of ['conversations', 'messages', 'faqs']) {
      await db.collection(name).updateMany({}, { $unset: { terms: '' }, $set: { words: ['old'] } });
      await db.collection(name).createIndex({ words: 1 }, { name: 'words' });
    }
    await db.collection('migrations').deleteMany({ _id: { $gte: 4 } as never });
    return first.siteId;
  }

  test('[ST94] a search is refused until all of them have terms, and then finds them all with what came meanwhile', async () => {
    const siteId = await makeOld();
    const store = await database.open();
    await expect(search(store, 'gruesse')).rejects.toMatchObject(notReady);
    await expect(store.faqs.list({ limit: 9, search: 'gross' })).rejects.toMatchObject(notReady);
    const [renamed] = (await store.conversations.list({ limit: 1 })).items;
    await store.conversations.updateVisitor(renamed?._id ?? '', { visitorName: 'Renamed' }, at(9));
    await addTalk(store, { siteId, visitorName: 'Fresh' }, { content: 'GRUSSE' });
    await expect.poll(() => found(store, 'grusse'), { timeout: 20_000 }).toMatchObject({ items: { length: COUNT + 1 } });
    expect(idsOf((await search(store, 'renamed')).items)).toEqual([renamed?._id]);
    expect((await search(store, 'zoe')).items).toHaveLength(1);
    expect((await store.faqs.list({ limit: 9, search: 'gross' })).items).toHaveLength(1);
    const db = database.client.db();
    expect(await db.collection('messages').countDocuments({ words: { $exists: true } })).toBe(0);
    expect((await db.collection('messages').indexes()).map(({ name }) => name)).not.toContain('words');
    await store.close();
  });

  test('[ST94] of two instances one does it, and both answer then', async () => {
    await makeOld();
    const stores = await Promise.all([database.open(), database.open()]);
    for (const store of stores) await expect.poll(() => found(store, 'gruesse'), { timeout: 20_000 }).toMatchObject({ items: { length: COUNT } });
    for (const store of stores) await store.close();
  });

  test('[ST94] what an older version writes beside this one gets its terms from the next maintenance', async () => {
    const store = await database.openEmpty();
    await addTalk(store, {}, { content: 'Grüße', createdAt: new Date() });
    await database.client
      .db()
      .collection('messages')
      .updateMany({}, { $unset: { terms: '' } });
    expect((await search(store, 'gruesse')).items).toEqual([]);
    await store.maintain();
    expect((await search(store, 'gruesse')).items).toHaveLength(1);
    await store.close();
  });
});
