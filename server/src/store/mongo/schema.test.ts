import { describe, expect, test, vi } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { addConversation, aMessage, at } from '../contract/samples.ts';
import { toMessageDocument } from './conversation-documents.ts';
import { createEngine } from './engine.ts';
import { INDEXES } from './indexes.ts';
import { runWhenFree, withLock } from './locks.ts';
import { migrate } from './migrations.ts';

describe.skipIf(mongodbUri === null)('schema', () => {
  const database = createTestDatabase('schema');
  const engineOf = (name: string) =>
    createEngine(database.client.db(`${database.client.db().databaseName}-${name}`), { clock: () => at(0), onProblem: () => {} });

  test.each(Object.entries(INDEXES))('the indexes of %s are exactly those of the list', async (collection, expected) => {
    const store = await database.openEmpty();
    const found = await database.client.db().collection(collection).listIndexes().toArray();
    expect(found.map(({ name }) => name).toSorted()).toEqual(['_id_', ...expected.map(({ name }) => name)].toSorted());
    for (const { name, unique } of expected) expect([name, found.find((index) => index.name === name)?.unique ?? false]).toEqual([name, unique ?? false]);
    await store.close();
  });

  test("the seed's indexes are there", () => {
    expect(INDEXES.sites).toContainEqual(expect.objectContaining({ key: { siteKey: 1 }, unique: true }));
    expect(INDEXES.messages).toContainEqual(expect.objectContaining({ key: { conversationId: 1, createdAt: 1 } }));
    expect(INDEXES.faqs).toContainEqual(expect.objectContaining({ key: { question: 'text', answer: 'text' } }));
  });

  test('the server rejects a document with a wrong or a missing field', async () => {
    const store = await database.openEmpty();
    const conversation = await addConversation(store);
    const { document } = toMessageDocument(aMessage(conversation), 1, conversation.siteId);
    const messages = database.client.db().collection('messages');
    const insert = (changes: object) => messages.insertOne({ ...document, ...changes }, { ignoreUndefined: true });
    for (const wrong of [{ senderType: 'robot' }, { content: 7 }, { createdAt: '2026' }, { isRead: undefined }])
      await expect(insert(wrong)).rejects.toMatchObject({ code: 121 });
    await insert({});
    await store.close();
  });

  test('of several instances that start at once, one migrates, and each step runs once', async () => {
    const engine = engineOf('once');
    const steps: number[] = [];
    const migrations = [1, 2].map((number) => ({ number, name: `step ${number}`, run: async () => void steps.push(number) }));
    await Promise.all([1, 2, 3].map(() => migrate(engine, () => at(0), migrations)));
    expect(steps).toEqual([1, 2]);
    await engine.db.dropDatabase();
  });

  test('an interrupted migration continues where it stopped', async () => {
    const engine = engineOf('resume');
    const steps: string[] = [];
    let isBroken = true;
    const migrations = [
      { number: 1, name: 'first', run: async () => void steps.push('first') },
      { number: 2, name: 'second', run: async () => (isBroken ? Promise.reject(new Error('power cut')) : void steps.push('second')) },
    ];
    await expect(migrate(engine, () => at(0), migrations)).rejects.toThrow('power cut');
    isBroken = false;
    await migrate(engine, () => at(0), migrations);
    expect(steps).toEqual(['first', 'second']);
    await engine.db.dropDatabase();
  });

  test('a database of the first schema gets the indexes that were added later', async () => {
    const engine = engineOf('first');
    await engine.collection('conversations').createIndex({ lastMessageAt: -1, _id: -1 }, { name: 'newest' });
    await engine.collection('conversations').insertOne({ _id: 'old' as never, lastMessageAt: at(0) });
    await engine.collection('migrations').insertOne({ _id: 1 as never, name: 'schema', appliedAt: at(0) });
    await migrate(engine, () => at(0));
    const named = async (name: string) => (await engine.collection(name).indexes()).map((index) => index.name);
    expect(await named('conversations')).toEqual(expect.arrayContaining(['newest', 'changed']));
    expect(await named('messages')).toContain('countMove');
    await engine.db.dropDatabase();
  });

  test('a database written by a newer version is rejected', async () => {
    const engine = engineOf('newer');
    await engine.collection('migrations').insertOne({ _id: 99 as never, name: 'to come', appliedAt: at(0) });
    await expect(migrate(engine, () => at(0))).rejects.toThrow('written by a newer version of SupportChat (schema 99');
    await engine.db.dropDatabase();
  });

  test('a lock that is lost while its work is running is reported', async () => {
    const problems: unknown[] = [];
    const { db } = engineOf('lost');
    const engine = createEngine(db, { clock: () => at(0), onProblem: (problem) => problems.push(problem) });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await runWhenFree(engine, 'maintenance', async () => {
        await db.collection('locks').updateOne({ _id: 'maintenance' as never }, { $set: { holder: 'another', until: new Date(Date.now() + 60_000) } });
        vi.advanceTimersByTime(4000);
        await expect.poll(() => String(problems)).toContain('the lock maintenance was lost to another instance');
      });
      expect(await runWhenFree(engine, 'maintenance', () => Promise.reject(new Error('ran beside another')))).toBe(false);
    } finally {
      vi.useRealTimers();
    }
    await db.dropDatabase();
  });

  test('the lock of a dead holder is released when its lease expires, and not before', async () => {
    const engine = engineOf('lock');
    const take = (hasPassed: boolean) => withLock(engine, 'migrations', { hasPassed }, async () => 'taken');
    await engine.collection('locks').insertOne({ _id: 'migrations' as never, holder: 'dead', until: new Date(Date.now() + 60_000) });
    await expect(take(true)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await engine.collection('locks').updateOne({ _id: 'migrations' as never }, { $set: { until: new Date(Date.now() - 1000) } });
    expect(await take(true)).toBe('taken');
    await engine.db.dropDatabase();
  });
});
