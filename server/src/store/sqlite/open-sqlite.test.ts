import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMessage, addSite, addTalk, aFaq, aJob, aMessage, at, newId } from '../contract/samples.ts';
import { assertDurable, openConnection } from './connection.ts';
import { openSqliteStore } from './open-sqlite.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
  file = join(folder, 'data', 'supportchat.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('every connection waits for the disk at commit, also after reopening', () => {
  const connection = openConnection(file);
  const settings = () => ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete', 'busy_timeout'].map(connection.pragma);
  expect(settings()).toEqual(['wal', 2, 1, 1, 1000]);
  connection.reopen();
  expect(settings()).toEqual(['wal', 2, 1, 1, 1000]);
  connection.close();
});

test('a connection that does not wait for the disk, or has no write-ahead log, is rejected', () => {
  const database = new Database(join(folder, 'other.db'));
  expect(() => assertDurable(database)).toThrow('journal_mode is delete');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  expect(() => assertDurable(database)).toThrow('synchronous is 1, must be 2');
  database.pragma('synchronous = FULL');
  expect(() => assertDurable(database)).not.toThrow();
  database.close();
});

test('the folder is created, accessible only to its owner', async () => {
  const store = openSqliteStore({ file });
  await store.close();
  expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
});

test('stored data is there when the file is reopened, searches included', async () => {
  const before = openSqliteStore({ file });
  const conversation = await addTalk(before, {}, { content: 'Where is my parcel?', jobs: [aJob()] });
  const faq = aFaq(conversation.siteId);
  await before.faqs.add(faq);
  await before.close();
  const store = openSqliteStore({ file });
  expect(await store.conversations.get(conversation._id)).toEqual(conversation);
  expect(await store.faqs.get(faq._id)).toEqual(faq);
  // The process that held it has died.
  expect(await store.jobs.claim(['answer'], 10, 1000)).toMatchObject([{ attempts: 2 }]);
  expect((await store.conversations.search({ limit: 10, search: 'parcel' })).items).toMatchObject([conversation]);
  expect(await addMessage(store, aMessage(conversation, { createdAt: at(9) }))).toMatchObject({ message: { seq: 2 } });
  await store.close();
});

test('searches stay correct after VACUUM', async () => {
  const before = openSqliteStore({ file });
  const gone = await addTalk(before, { visitorName: 'Gone' }, { content: 'gone' });
  const kept = await addTalk(before, { visitorName: 'Kept' }, { content: 'needle' });
  await before.conversations.remove(gone._id);
  await before.close();
  const raw = new Database(file);
  raw.exec('VACUUM');
  raw.close();
  const store = openSqliteStore({ file });
  for (const search of ['needle', 'kept']) expect((await store.conversations.search({ limit: 10, search })).items).toMatchObject([kept]);
  expect((await store.conversations.search({ limit: 10, search: 'gone' })).items).toEqual([]);
  await store.close();
});

test('a database written by a newer version is rejected with a message that says so', async () => {
  await openSqliteStore({ file }).close();
  const raw = new Database(file);
  raw.exec(`INSERT INTO migrations VALUES (999, 'from the future', 0)`);
  raw.close();
  expect(() => openSqliteStore({ file })).toThrow(`The database ${file} cannot be opened: it was written by a newer version of SupportChat (schema 999`);
});

test('a file that is not a database, or a folder, is rejected by name', () => {
  mkdirSync(join(folder, 'data'));
  writeFileSync(file, 'a text that is long enough to be taken for the first page of a database, were it one. '.repeat(20));
  expect(() => openSqliteStore({ file })).toThrow(`The database ${file} cannot be opened: file is not a database`);
  expect(() => openSqliteStore({ file: folder })).toThrow(`The database ${folder} cannot be opened`);
});

test('a file that was not closed is checked before it is used', async () => {
  const left = openSqliteStore({ file });
  await addTalk(left, {}, { content: 'x'.repeat(50_000) });
  await left.close();
  const bytes = readFileSync(file);
  bytes.fill(0x5a, bytes.length - 20_000);
  writeFileSync(file, bytes);
  await openSqliteStore({ file }).close();
  const crashed = openSqliteStore({ file });
  await addSite(crashed);
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, `${file}.crashed${suffix}`);
  await crashed.close();
  expect(() => openSqliteStore({ file: `${file}.crashed` })).toThrow('restore a backup');
});

test('a row whose parent is gone rejects with NOT_FOUND', async () => {
  const store = openSqliteStore({ file: ':memory:' });
  await expect(store.faqs.add(aFaq(newId()))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await store.close();
});

test('a duplicate id rejects with CONFLICT', async () => {
  const store = openSqliteStore({ file: ':memory:' });
  const faq = aFaq((await addSite(store))._id);
  await store.faqs.add(faq);
  await expect(store.faqs.add(faq)).rejects.toMatchObject({ code: 'CONFLICT' });
  await store.close();
});
