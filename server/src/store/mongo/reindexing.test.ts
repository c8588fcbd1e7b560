import { describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { addTalk, aFaq, at, idsOf, newId } from '../contract/samples.ts';
import type { Store } from '../store.ts';
import { toId } from './documents.ts';
import { createEngine } from './engine.ts';
import { addMissedTerms } from './reindexing.ts';

const COUNT = 250;
const clock = () => at(60);
const search = (store: Store, text: string) => store.conversations.search({ limit: 1000, search: text });
const found = (store: Store, text: string) => search(store, text).catch(() => ({ items: [] }));
const notReady = { code: 'SEARCH_NOT_READY', retryAfterMs: expect.any(Number) };

describe.skipIf(mongodbUri === null)('terms of documents written by older versions', () => {
  const database = createTestDatabase('reindexing', { clock });

  /** Removes the terms, as if an older version had written the documents. */
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

  test('[ST94] a search is rejected until all documents have terms, and then finds them all, including those added meanwhile', async () => {
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

  test('[ST94] of two instances, one reindexes, and both answer afterwards', async () => {
    await makeOld();
    const stores = await Promise.all([database.open(), database.open()]);
    for (const store of stores) await expect.poll(() => found(store, 'gruesse'), { timeout: 20_000 }).toMatchObject({ items: { length: COUNT } });
    for (const store of stores) await store.close();
  });

  const forgetTerms = () =>
    database.client
      .db()
      .collection('messages')
      .updateMany({}, { $unset: { terms: '' } });
  const withoutTerms = () =>
    database.client
      .db()
      .collection('messages')
      .countDocuments({ terms: { $exists: false } });

  test('[ST94] documents that an older version writes alongside this one, however many, get their terms from the next maintenance', async () => {
    const store = await database.openEmpty();
    const talk = await addTalk(store, {}, { content: 'Grüße' });
    const [message] = await database.client.db().collection('messages').find().toArray();
    const copies = Array.from({ length: 2 * COUNT }, (_, index) => ({ ...message, _id: toId(newId()), seq: index + 2, clientMessageId: newId() }));
    await database.client.db().collection('messages').insertMany(copies);
    await forgetTerms();
    expect((await search(store, 'gruesse')).items).toEqual([]);
    await store.maintain();
    expect(idsOf((await search(store, 'gruesse')).items)).toEqual([talk._id]);
    expect(await withoutTerms()).toBe(0);
    await store.close();
  });

  test('[ST94] a maintenance that finds more than its share is continued by a later one, also on another instance and much later', async () => {
    const store = await database.openEmpty();
    const { siteId } = await addTalk(store, {}, { createdAt: at(0.1) });
    for (let count = 2; count <= COUNT; count++) await addTalk(store, { siteId }, { createdAt: at(count / 10) });
    await forgetTerms();
    const engine = createEngine(database.client.db(), { clock, onProblem: () => {} });
    await addMissedTerms(engine, clock(), 1);
    expect(await withoutTerms()).toBe(COUNT - 200);
    await addMissedTerms(engine, at(24 * 3600), 1);
    expect(await withoutTerms()).toBe(0);
    await store.close();
  });
});
