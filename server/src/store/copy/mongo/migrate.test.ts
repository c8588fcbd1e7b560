import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bytes, chunksOf } from '../../../blobs/contract/contents.ts';
import { createFolderStorage } from '../../../blobs/folder.ts';
import { loadSecrets } from '../../../secrets.ts';
import { fillFile } from '../../../testing/large-installation.ts';
import { createTestDatabase, mongodbUri } from '../../../testing/mongo-database.ts';
import { addMessage, addTalk, aMessage, anActivity, at, newId, ofAgent } from '../../contract/samples.ts';
import { toMessageDocument } from '../../mongo/conversation-documents.ts';
import { toId } from '../../mongo/documents.ts';
import { openStore } from '../../open-store.ts';
import { openSqliteStore } from '../../sqlite/open-sqlite.ts';
import type { Store } from '../../store.ts';
import { copyInstallation, Interrupted } from '../copy-installation.ts';
import { type CopyProcess, runToEnd, startCopy } from '../copy-process.ts';
import { describeStore, EXPECTED_COMPARISON, fillWithSampleData } from '../copy-samples.ts';
import { openTarget } from '../open-installation.ts';
import { createQuietCopy } from '../quiet-copy.ts';
import { randomRows } from '../random-rows.ts';
import { PARTS } from '../rows.ts';

// Some tests create databases with all their indexes.
vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(mongodbUri === null)('copying to MongoDB and back', () => {
  const database = createTestDatabase('move');
  const second = createTestDatabase('move-second');
  let folder: string;
  let from: string;
  let back: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'supportchat-move-'));
    from = join(folder, 'old', 'supportchat.db');
    back = join(folder, 'back', 'supportchat.db');
    for (const { client } of [database, second]) await client.db().dropDatabase();
  });
  afterEach(async () => {
    // Processes left behind by a failed test.
    for (const { child, ended } of begun.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true });
  });
  const begun: CopyProcess[] = [];
  const begin = (source: string, to: string) => {
    const copying = startCopy(source, to);
    begun.push(copying);
    return copying;
  };

  const copy = (source: string, to: string, deps = createQuietCopy(), isVerifyOnly = false) => copyInstallation({ from: source, to, isVerifyOnly }, deps);
  const refusal = async (source: string, to: string) =>
    copy(source, to).then(
      () => 'it was copied',
      (failure: Error) => failure.message,
    );
  const start = () => openStore({ dataDir: folder, mongodbUri: database.uri }, { clock: () => new Date(), onProblem: () => {} });
  async function describeAndClose(store: Store): Promise<unknown> {
    const described = await describeStore(store);
    await store.close();
    return described;
  }
  async function fill(file: string): Promise<unknown> {
    loadSecrets(join(file, '..'));
    const store = openSqliteStore({ file });
    await fillWithSampleData(store);
    return describeAndClose(store);
  }
  /** Removes the rows but keeps the schema, which takes a while to create. */
  async function empty(): Promise<void> {
    const db = database.client.db();
    for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) if (name !== 'migrations') await db.collection(name).deleteMany({});
  }
  async function secretsOf(store: Store): Promise<unknown> {
    const secrets = await store.shareSecrets({ accessTokenKey: 'of somebody who came later' });
    await store.close();
    return secrets;
  }

  test('[MOVE1] everything is identical in both directions: what the port returns, searches, pending reactions, secrets', async () => {
    const before = await fill(from);
    for (const [source, to] of [
      [from, database.uri],
      [database.uri, second.uri],
      [second.uri, back],
    ] as const) {
      const compared = await copy(source, to);
      expect(compared.map(({ part, to: { rows }, isSame }) => [part, rows, isSame])).toEqual(EXPECTED_COMPARISON);
    }
    expect(await describeAndClose(await start())).toEqual(before);
    expect(await describeAndClose(await second.open())).toEqual(before);
    expect(await describeAndClose(openSqliteStore({ file: back }))).toEqual(before);
    expect(await secretsOf(await start())).toEqual(loadSecrets(join(from, '..')));
    expect(loadSecrets(join(back, '..'))).toEqual(loadSecrets(join(from, '..')));
    expect((await copy(from, back, createQuietCopy(), true)).every(({ isSame }) => isSame)).toBe(true);
  });

  test('[BLOB11] uploaded files move from a folder to GridFS, to another database and back', async () => {
    await fill(from);
    const folderOf = (file: string) => createFolderStorage(join(file, '..', 'blobs'));
    const ids = ['691', '692'].map((prefix) => prefix.padEnd(24, '0'));
    for (const [index, id] of ids.entries()) await folderOf(from).write(id, chunksOf(bytes(300_000 * index, index)));
    for (const [source, to] of [
      [from, database.uri],
      [database.uri, second.uri],
      [second.uri, back],
    ] as const) {
      const compared = await copy(source, to);
      expect(compared.find(({ part }) => part === 'blobs')).toMatchObject({ to: { rows: 2, bytes: 300_000 }, isSame: true });
    }
    expect(await buffer(folderOf(back).read(ids[1] ?? ''))).toEqual(bytes(300_000, 1));
  });

  test('a server continues with the copy in MongoDB: next numbers, new messages are found', async () => {
    await fill(from);
    await copy(from, database.uri);
    const store = await start();
    const [newest] = (await store.conversations.search({ limit: 1, search: 'anybody' })).items;
    if (!newest) throw new Error('It was found before.');
    expect(await addMessage(store, aMessage(newest, { content: 'moved' }))).toMatchObject({ message: { seq: newest.lastSeq + 1 }, duplicate: false });
    expect((await store.conversations.search({ limit: 5, search: 'moved' })).items).toHaveLength(1);
    await store.close();
  });

  test('[MOVE1] random installations are identical there and back', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(randomRows(), async (rows) => {
        number += 1;
        const [first, last] = [join(folder, `${number}`, 'first.db'), join(folder, `${number}-back`, 'last.db')];
        const target = await openTarget({ engine: 'sqlite', file: first }, () => at(0));
        await target.begin({ source: { name: 'nowhere', secrets: '' }, progress: {} });
        await target.writeSecrets({ accessTokenKey: 'secret' });
        for (const [index, part] of PARTS.entries()) await target.write(part, rows[index] ?? [], { after: [], rows: 0 });
        await target.finish();
        await target.close();
        await empty();
        for (const [source, to] of [
          [first, database.uri],
          [database.uri, last],
        ] as const)
          expect((await copy(source, to)).filter(({ isSame }) => !isSame)).toEqual([]);
        expect((await copy(first, last, createQuietCopy(), true)).every(({ isSame }) => isSame)).toBe(true);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });

  test('[MOVE2] killed at any point, the copy resumes and ends with the same result, in both directions', async () => {
    await fillFile(from, { conversations: 600, messagesEach: 20 });
    const marks = database.client.db().collection('unfinishedCopy');
    const copied = async () => Number((await marks.findOne())?.progress.messages?.rows ?? 0);
    for (const rows of [1, 5000]) {
      const there = begin(from, database.uri);
      await there.reached(`${rows} messages are copied`, async () => (await copied()) >= rows);
      there.child.kill('SIGKILL');
      expect((await there.ended).signal).toBe('SIGKILL');
      await expect(start()).rejects.toThrow(`The database is an unfinished copy of ${from}`);
    }
    // Rows written after the last progress mark already exist, and are kept.
    await marks.updateOne({}, { $set: { 'progress.messages.after': ['0'.repeat(24)], 'progress.messages.rows': 0 } });
    expect(await runToEnd(from, database.uri)).toMatchObject({ code: 0, output: expect.stringContaining('The copy is complete') });
    for (const text of ['Copying:', 'Comparing:']) {
      const home = begin(database.uri, back);
      await home.printed(text);
      home.child.kill('SIGKILL');
      expect((await home.ended).signal).toBe('SIGKILL');
    }
    expect(await runToEnd(database.uri, back)).toMatchObject({ code: 0, output: expect.stringContaining('The copy is complete') });
    expect(await runToEnd(from, back, '--verify-only')).toMatchObject({ code: 0, output: expect.stringContaining('Both are the same.') });
  });

  test('[MOVE4] a row that the target has with other content is reported, not overwritten', async () => {
    await fill(from);
    const deps = createQuietCopy((what) => what === 'Comparing' && deps.stop());
    await expect(copy(from, database.uri, deps)).rejects.toBeInstanceOf(Interrupted);
    const db = database.client.db();
    await db.collection('faqs').updateMany({}, { $set: { answer: 'Never.' } });
    await db.collection('unfinishedCopy').updateOne({}, { $unset: { 'progress.faqs': 1 } });
    expect(await refusal(from, database.uri)).toContain('The target has another row of faqs under the id ');
  });

  test('what a crash left incomplete in the source is finished first, and reported', async () => {
    const store = await database.openEmpty();
    await fillWithSampleData(store);
    await store.shareSecrets({ accessTokenKey: 'shared' });
    const talk = await addTalk(store, {}, { createdAt: at(1) });
    const removed = await addTalk(store);
    const activity = anActivity(talk._id, { type: 'assigned', agentName: 'Ann' });
    const answer = aMessage(talk, { ...ofAgent, content: 'answer', createdAt: at(9), assignIfUnassigned: { agentId: newId(), activity } });
    const messages = database.client.db().collection('messages');
    await messages.insertOne(toMessageDocument(answer, 2, talk.siteId).document, { ignoreUndefined: true });
    const orphan = aMessage(talk, { conversationId: newId() });
    await messages.insertOne(toMessageDocument(orphan, 1, talk.siteId).document, { ignoreUndefined: true });
    await database.client
      .db()
      .collection('sites')
      .deleteOne({ _id: toId(removed.siteId) });
    await store.close();
    const deps = createQuietCopy();
    expect((await copy(database.uri, back, deps)).every(({ isSame }) => isSame)).toBe(true);
    expect(deps.sentences).toEqual([
      'Repaired in the source what a crash left incomplete: 1 sites whose removal left records.',
      'Repaired in the source what a crash left incomplete: 1 conversations whose removal left messages.',
      'Repaired in the source what a crash left incomplete: 1 conversations that lagged behind their messages.',
    ]);
    const home = openSqliteStore({ file: back });
    expect(await home.conversations.get(talk._id)).toMatchObject({ lastSeq: 2, status: 'assigned', unreadCount: 0 });
    expect(await home.conversations.listEntries(talk._id, 10)).toEqual([activity]);
    expect(await home.conversations.get(removed._id)).toBeNull();
    expect(await home.messages.get(orphan._id)).toBeNull();
    await home.close();
  });

  test('[MOVE3] a server that writes to the source meanwhile makes the copy differ and unusable', async () => {
    await fill(from);
    await copy(from, database.uri);
    const running = await start();
    const deps = createQuietCopy((what) => what === 'Comparing' && deps.stop());
    await expect(copy(database.uri, back, deps)).rejects.toBeInstanceOf(Interrupted);
    const [talk] = (await running.conversations.list({ limit: 1 })).items;
    await running.conversations.updateVisitor(talk?._id ?? '', { visitorName: 'Somebody else' }, at(999));
    await running.close();
    const compared = await copy(database.uri, back);
    expect(compared.filter(({ isSame }) => !isSame).map(({ part }) => part)).toEqual(['conversations']);
    const config = { dataDir: join(back, '..'), mongodbUri: null };
    await expect(openStore(config, { clock: () => at(0), onProblem: () => {} })).rejects.toThrow('unfinished copy of');
  });

  test('one line says what is wrong', async () => {
    await fill(from);
    expect(await refusal(database.uri, back)).toMatch(/^supportchat-test-move-\d+ at .* holds no SupportChat installation\.$/);
    expect(await refusal(from, 'mongodb://me:secret@127.0.0.1:1/chat')).toMatch(/^The MongoDB at 127\.0\.0\.1:1 cannot be used: (?!.*secret)/);
    await copy(from, database.uri);
    expect(await refusal(from, database.uri)).toContain('is not empty (it has sites): name an empty target');
    const migrations = database.client.db().collection<{ _id: number }>('migrations');
    await migrations.insertOne({ _id: 999 });
    expect(await refusal(database.uri, back)).toContain('was written by a newer version of SupportChat (schema 999');
    await migrations.deleteOne({ _id: 999 });
    await database.client.db().collection('installation').deleteMany({});
    expect(await refusal(database.uri, back)).toContain('has no secrets');
  });
});
