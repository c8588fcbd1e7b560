import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bytes, chunksOf } from '../../blobs/contract/contents.ts';
import { createFolderStorage } from '../../blobs/folder.ts';
import { createS3Storage } from '../../blobs/s3.ts';
import { loadSecrets } from '../../secrets.ts';
import { startS3Server } from '../../testing/s3-server.ts';
import { addConversation, addSite, addTalk, aJob, say } from '../contract/samples.ts';
import { openStore } from '../open-store.ts';
import { openConnection } from '../sqlite/connection.ts';
import { MIGRATIONS } from '../sqlite/migrations.ts';
import { openSqliteStore } from '../sqlite/open-sqlite.ts';
import { copyInstallation, Interrupted } from './copy-installation.ts';
import { describeStore, EXPECTED_COMPARISON, fillWithSampleData } from './copy-samples.ts';
import { openSource, openTarget } from './open-installation.ts';
import { createQuietCopy } from './quiet-copy.ts';
import { randomRows } from './random-rows.ts';
import { describeComparison } from './report.ts';
import { PARTS } from './rows.ts';
import type { Comparison } from './verify.ts';

// Real files and many commits.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let from: string;
let to: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-copy-'));
  from = join(folder, 'old', 'supportchat.db');
  to = join(folder, 'new', 'supportchat.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const copy = (request = {}, deps = createQuietCopy()) => copyInstallation({ from, to, isVerifyOnly: false, ...request }, deps);
const refusal = async (request = {}) =>
  copy(request).then(
    () => 'it was copied',
    (failure: Error) => failure.message,
  );
/** The error of a copy that creates no target. */
async function cleanRefusal(request = {}): Promise<string> {
  const message = await refusal(request);
  expect(existsSync(to)).toBe(false);
  return message;
}
async function fill(file: string): Promise<unknown> {
  loadSecrets(join(file, '..'));
  const store = openSqliteStore({ file });
  await fillWithSampleData(store);
  const described = await describeStore(store);
  await store.close();
  return described;
}
async function describeFile(file: string): Promise<unknown> {
  const store = openSqliteStore({ file });
  const described = await describeStore(store);
  await store.close();
  return described;
}
function changeFile(file: string, statements: string): void {
  const connection = openConnection(file);
  connection.exec(statements);
  connection.close();
}
const start = () => openStore({ dataDir: join(to, '..'), mongodbUri: null }, { clock: () => new Date(0), onProblem: () => {} });

describe('from one file to another', () => {
  test('[MOVE1] everything is copied unchanged: what the port returns, searches, pending reactions and the secrets', async () => {
    const before = await fill(from);
    const compared = await copy();
    expect(compared.map(({ part, from: { rows }, isSame }) => [part, rows, isSame])).toEqual(EXPECTED_COMPARISON);
    expect(await describeFile(to)).toEqual(before);
    expect(await describeFile(from)).toEqual(before);
    expect(loadSecrets(join(to, '..'))).toEqual(loadSecrets(join(from, '..')));
    expect(statSync(join(to, '..', 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('[MOVE1] a job whose first try was under way in the source is tried again in the copy', async () => {
    loadSecrets(join(from, '..'));
    const source = openSqliteStore({ file: from });
    await say(source, await addConversation(source), { jobs: [aJob({ key: 'under way' })] });
    await source.close();
    await copy();
    const store = await start();
    expect(await store.jobs.claim(['answer'], 10, 1000)).toMatchObject([{ key: 'under way', attempts: 2 }]);
    await store.close();
  });

  test('the copy continues where the source stopped: next numbers, and new messages are found', async () => {
    await fill(from);
    await copy();
    const store = await start();
    const talk = await addTalk(store, {}, { content: 'after the move' });
    expect((await store.conversations.search({ limit: 10, search: 'after move' })).items).toMatchObject([talk]);
    await store.close();
  });

  test('[MOVE1] random installations are identical after the copy', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(randomRows(), async (rows) => {
        number += 1;
        const [first, second] = [join(folder, `${number}.db`), join(folder, `copy-${number}`, 'copy.db')];
        const target = await openTarget({ engine: 'sqlite', file: first }, () => new Date(0));
        await target.begin({ source: { name: 'nowhere', secrets: '' }, progress: {} });
        await target.writeSecrets({ accessTokenKey: 'secret' });
        for (const [index, part] of PARTS.entries()) await target.write(part, rows[index] ?? [], { after: [], rows: 0 });
        await target.finish();
        await target.close();
        const compared = await copy({ from: first, to: second });
        expect(compared.filter(({ isSame }) => !isSame)).toEqual([]);
        expect(compared.slice(0, -2).map(({ to: { rows: count } }) => count)).toEqual(rows.map((part) => part.length));
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  test('an empty installation can be copied', async () => {
    loadSecrets(join(from, '..'));
    await openSqliteStore({ file: from }).close();
    expect((await copy()).every(({ isSame }) => isSame)).toBe(true);
  });

  test('an empty store that a server created, with the same secrets, is a valid target', async () => {
    const before = await fill(from);
    await openSqliteStore({ file: to }).close();
    await copy();
    expect(await describeFile(to)).toEqual(before);
  });
});

describe('uploaded files', () => {
  const blobsOf = (file: string) => createFolderStorage(join(file, '..', 'blobs'));
  const ids = ['1', '2', '3'].map((digit) => `69${digit}`.padEnd(24, '0'));
  const fillWithBlobs = async () => {
    await fill(from);
    for (const [index, id] of ids.entries()) await blobsOf(from).write(id, chunksOf(bytes(100_000 * index, index)));
  };
  const blobsIn = (compared: Comparison[]) => compared.find(({ part }) => part === 'blobs');

  test('[BLOB11] are copied, and reported with number, size and hash', async () => {
    await fillWithBlobs();
    const compared = await copy();
    expect(blobsIn(compared)).toMatchObject({ from: { rows: 3, bytes: 300_000 }, to: { rows: 3, bytes: 300_000 }, isSame: true });
    expect(await buffer(blobsOf(to).read(ids[2] ?? ''))).toEqual(bytes(200_000, 2));
    expect(describeComparison(compared, false)).toMatch(/^blobs \(300,000 bytes\) +3 +3 +[0-9a-f]{12} +same$/m);
  });

  test('[BLOB11] an interrupted copy goes on with the missing ones', async () => {
    await fillWithBlobs();
    const deps = createQuietCopy();
    const progress = { ...deps.progress, add: () => void (existsSync(join(to, '..', 'blobs', '6910')) && deps.stop()) };
    await expect(copy({}, { ...deps, progress })).rejects.toBeInstanceOf(Interrupted);
    const [first] = await blobsOf(to).list(null, 10);
    const kept = statSync(join(to, '..', 'blobs', '6910', first?.id ?? '')).ino;
    expect(await blobsOf(to).list(null, 10)).toHaveLength(2);
    expect(blobsIn(await copy())).toMatchObject({ to: { rows: 3 }, isSame: true });
    expect(statSync(join(to, '..', 'blobs', '6910', first?.id ?? '')).ino).toBe(kept);
  });

  test('[BLOB11] one that differs at the same size, or is missing, is reported', async () => {
    await fillWithBlobs();
    await copy();
    await blobsOf(to).write(ids[1] ?? '', chunksOf(bytes(100_000, 99)));
    expect((await copy({ isVerifyOnly: true })).filter(({ isSame }) => !isSame).map(({ part }) => part)).toEqual(['blobs']);
    await blobsOf(to).remove(ids[1] ?? '');
    expect(blobsIn(await copy({ isVerifyOnly: true }))).toMatchObject({ from: { rows: 3 }, to: { rows: 2 }, isSame: false });
  });

  test('[BLOB11] move to S3-compatible storage and back, and stay where both sides share it', async () => {
    await fillWithBlobs();
    const server = await startS3Server();
    try {
      const s3 = createS3Storage(server.config);
      expect(blobsIn(await copy({ toBlobs: s3 }))).toMatchObject({ to: { rows: 3, bytes: 300_000 }, isSame: true });
      const [third, back] = [join(folder, 'third', 'supportchat.db'), join(folder, 'back', 'supportchat.db')];
      expect(blobsIn(await copy({ from: to, fromBlobs: s3, to: third, toBlobs: s3 }))).toMatchObject({ to: { rows: 3 }, isSame: true });
      expect(blobsIn(await copy({ from: third, fromBlobs: s3, to: back }))).toMatchObject({ to: { rows: 3 }, isSame: true });
      expect(await buffer(blobsOf(back).read(ids[2] ?? ''))).toEqual(bytes(200_000, 2));
    } finally {
      server.stop();
    }
  });

  test('[MOVE4] foreign files in the target are never overwritten', async () => {
    await fillWithBlobs();
    await blobsOf(to).write(ids[0] ?? '', chunksOf(bytes(5)));
    expect(await refusal()).toBe(`The place for uploaded files of ${to} is not empty: name an empty target, or compare with --verify-only.`);
  });
});

describe('interrupted', () => {
  test('[MOVE2] no server starts on an unfinished copy, and it resumes from there', async () => {
    const before = await fill(from);
    const deps = createQuietCopy((what) => what === 'Comparing' && deps.stop());
    await expect(copy({}, deps)).rejects.toBeInstanceOf(Interrupted);
    await expect(start()).rejects.toThrow(`${to} is an unfinished copy of ${from}: finish it with "supportchat copy", or remove it.`);
    const again = createQuietCopy();
    await copy({}, again);
    expect(again.sentences).toEqual(['Resuming the interrupted copy: 32 rows are already there.']);
    const store = await start();
    expect(await describeStore(store)).toEqual(before);
    await store.close();
  });

  test('an unfinished copy is neither a target for another source nor a source', async () => {
    await fill(from);
    const deps = createQuietCopy((what) => what === 'Comparing' && deps.stop());
    await expect(copy({}, deps)).rejects.toBeInstanceOf(Interrupted);
    const other = join(folder, 'other', 'supportchat.db');
    await fill(other);
    expect(await refusal({ from: other })).toBe(`${to} holds an unfinished copy of ${from}, not of this source: go on with that one, or remove it.`);
    expect(await refusal({ from: to, to: join(folder, 'third.db') })).toContain(`${to} is itself a copy that is not complete`);
  });

  test('[MOVE3] a target that differs at the end is reported part by part, and no server starts on it', async () => {
    await fill(from);
    const deps = createQuietCopy((what) => what === 'Comparing' && deps.stop());
    await expect(copy({}, deps)).rejects.toBeInstanceOf(Interrupted);
    changeFile(from, `UPDATE messages SET content = 'changed' WHERE seq = 1`);
    const compared = await copy();
    expect(compared.filter(({ isSame }) => !isSame).map(({ part }) => part)).toEqual(['messages']);
    await expect(start()).rejects.toThrow('unfinished copy');
  });
});

describe('ended while it created its target', () => {
  test('[MOVE2] schema and mark are created together: neither is left behind, and the copy starts over', async () => {
    await fill(from);
    for (let step = 0; step < MIGRATIONS.length; step++) {
      let steps = 0;
      const clock = () => {
        if (steps++ === step) throw new Error('ended here');
        return new Date(0);
      };
      await expect(copy({}, { ...createQuietCopy(), clock })).rejects.toThrow('ended here');
    }
    expect((await copy()).every(({ isSame }) => isSame)).toBe(true);
  });

  test('[MOVE2] a file without tables is an empty target, with or without a transaction to roll back', async () => {
    await fill(from);
    mkdirSync(join(to, '..'));
    const made = join(folder, 'made.db');
    const connection = openConnection(made, { isAlone: true });
    copyFileSync(made, to);
    connection.close();
    expect(await refusal({ from: to, to: join(folder, 'third.db') })).toBe(`There is no installation in ${to}: the file is missing or empty.`);
    expect((await copy()).every(({ isSame }) => isSame)).toBe(true);

    rmSync(join(to, '..'), { recursive: true });
    mkdirSync(join(to, '..'));
    const interrupted = new Database(join(folder, 'interrupted.db'));
    interrupted.exec('PRAGMA cache_size = 1; BEGIN; CREATE TABLE filler (content BLOB); INSERT INTO filler VALUES (zeroblob(100000))');
    for (const suffix of ['', '-journal']) copyFileSync(interrupted.name + suffix, to + suffix);
    interrupted.close();
    expect((await copy()).every(({ isSame }) => isSame)).toBe(true);
  });
});

describe('--verify-only', () => {
  test('compares, and changes nothing', async () => {
    await fill(from);
    await copy();
    expect((await copy({ isVerifyOnly: true })).every(({ isSame }) => isSame)).toBe(true);
    changeFile(to, `UPDATE conversations SET unreadCount = unreadCount + 1; DELETE FROM sessions;`);
    const compared = await copy({ isVerifyOnly: true });
    expect(compared.filter(({ isSame }) => !isSame).map(({ part, to: { rows } }) => [part, rows])).toEqual([
      ['sessions', 0],
      ['conversations', 5],
    ]);
  });

  test('rejects a target that does not exist, and creates none', async () => {
    await fill(from);
    expect(await refusal({ isVerifyOnly: true })).toBe(`There is no installation in ${to}: the file is missing or empty.`);
    expect(existsSync(join(to, '..'))).toBe(false);
  });
});

describe('one line says what is wrong, and nothing is left incomplete', () => {
  test('a file that is missing, empty, a folder, not a database, or of another program', async () => {
    expect(await cleanRefusal()).toBe(`There is no installation in ${from}: the file is missing or empty.`);
    mkdirSync(join(from, '..'));
    writeFileSync(from, '');
    expect(await cleanRefusal()).toBe(`There is no installation in ${from}: the file is missing or empty.`);
    expect(await cleanRefusal({ from: join(from, '..') })).toBe(`${join(from, '..')} is a folder: name the database in it, ${from}.`);
    writeFileSync(from, 'a text that is long enough to be taken for the first page of a database, were it one. '.repeat(20));
    expect(await cleanRefusal()).toBe(`${from} is not an SQLite database.`);
    rmSync(from);
    const others = new Database(from);
    others.exec('CREATE TABLE birds (name TEXT)');
    others.close();
    const bytes = readFileSync(from);
    expect(await cleanRefusal()).toBe(`${from} holds no SupportChat installation.`);
    expect(readFileSync(from)).toEqual(bytes);
  });

  test('an invalid address, or the same address twice', async () => {
    await fill(from);
    expect(await cleanRefusal({ to: 'postgres://localhost/chat' })).toContain('postgres:// is not supported');
    expect(await cleanRefusal({ to: 'mongodb://' })).toContain('Not an address of a MongoDB');
    expect(await cleanRefusal({ to: '' })).toContain('An empty address');
    expect(await cleanRefusal({ to: join(from, '..', '..', 'old', 'supportchat.db') })).toBe('--from and --to name the same place.');
    const [one, same] = ['mongodb://me:secret@a.example,B.example/chat', 'mongodb://b.example,a.example/chat?tls=true'];
    expect(await cleanRefusal({ from: one, to: same })).toBe('--from and --to name the same place.');
  });

  test('another version of the schema', async () => {
    await fill(from);
    changeFile(from, `INSERT INTO migrations VALUES (999, 'from the future', 0)`);
    expect(await cleanRefusal()).toContain(`${from} was written by a newer version of SupportChat (schema 999`);
    changeFile(from, `UPDATE migrations SET number = 0 WHERE number = 1; DELETE FROM migrations WHERE number > 0`);
    expect(await cleanRefusal()).toContain(
      `${from} was written by an older version of SupportChat (schema 0 of ${MIGRATIONS.length}): start this version's server on it once`,
    );
  });

  test('a server running on the source', async () => {
    await fill(from);
    const store = openSqliteStore({ file: from });
    expect(await cleanRefusal()).toBe(`${from} is in use: stop the server that runs on it, then start again.`);
    await addSite(store);
    await store.close();
  });

  test('no secrets beside the source', async () => {
    await fill(from);
    rmSync(join(from, '..', 'secrets.json'));
    expect(await cleanRefusal()).toContain(`${from} has no secrets`);
  });

  test('secrets of another installation beside the target', async () => {
    await fill(from);
    const others = loadSecrets(join(to, '..'));
    expect(await cleanRefusal()).toContain(`${to} has secrets of another installation`);
    expect(loadSecrets(join(to, '..'))).toEqual(others);
  });

  test('a location that is not writable', async () => {
    await fill(from);
    expect(await cleanRefusal({ to: join(from, 'supportchat.db') })).toContain(`${join(from, 'supportchat.db')} cannot be used: `);
  });

  test('an id in a foreign format, which the engines would sort differently', async () => {
    await fill(from);
    changeFile(from, `INSERT INTO faqs SELECT 999, 'faq-1', siteId, question, answer, category, keywords, pageSpecific, 1, 0, 0, 0, 0 FROM faqs LIMIT 1`);
    expect(await refusal()).toContain('The faqs hold an id that is not 24 hexadecimal digits: "faq-1"');
  });
});

test('[MOVE4] a target that is in use, or not empty, stays unchanged', async () => {
  await fill(from);
  const before = await fill(to);
  copyFileSync(join(from, '..', 'secrets.json'), join(to, '..', 'secrets.json'));
  expect(await refusal()).toBe(`${to} is not empty (it has sites): name an empty target, or compare with --verify-only.`);
  const store = openSqliteStore({ file: to });
  expect(await refusal()).toContain(`${to} is in use`);
  await store.close();
  expect(await describeFile(to)).toEqual(before);
});

test('both sides are closed, whatever happens', async () => {
  await fill(from);
  await refusal({ to: join(from, 'supportchat.db') });
  const source = await openSource({ engine: 'sqlite', file: from }, () => new Date(0));
  expect(await source.count('sites')).toBe(2);
  await source.close();
});
