import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addTalk, aFaq, at, idsOf, newId } from '../contract/samples.ts';
import type { Store } from '../store.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqliteStore } from './open-sqlite.ts';

// Many commits.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const COUNT = 250;

let folder: string;
let file: string;
let siteId: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
  file = join(folder, 'supportchat.db');
  siteId = await makeOldDatabase();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A database in the previous schema, with conversations, messages and FAQs. */
async function makeOldDatabase(): Promise<string> {
  const rows = join(folder, 'rows.db');
  const filled = openSqliteStore({ file: rows, readsInThread: false });
  const first = await addTalk(filled, { visitorName: 'Zoë Old' }, { content: 'Grüße 1' });
  await Promise.all(Array.from({ length: COUNT - 1 }, (_, index) => addTalk(filled, { siteId: first.siteId }, { content: `Grüße ${index + 2}` })));
  await filled.faqs.add(aFaq(first.siteId, { question: 'Wie groß?' }));
  await filled.close();
  const old = new Database(file);
  old.pragma('foreign_keys = OFF');
  old.function('setApart', (text) => text);
  old.exec('CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, appliedAt INTEGER NOT NULL) STRICT');
  for (const { number, name, statements } of MIGRATIONS.slice(0, 3)) {
    old.exec(statements);
    old.prepare('INSERT INTO migrations VALUES (?, ?, 0)').run(number, name);
  }
  old.exec(`ATTACH '${rows}' AS filled`);
  for (const table of ['sites', 'conversations', 'messages', 'faqs']) {
    const columns = old.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table).join();
    old.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM filled.${table}`);
  }
  old.close();
  return first.siteId;
}

const search = (store: Store, text: string) => store.conversations.search({ limit: 1000, search: text });
const notReady = { code: 'SEARCH_NOT_READY', retryAfterMs: expect.any(Number) };
const progress = () => {
  const database = new Database(file);
  const upTo = database.prepare(`SELECT upTo FROM indexProgress WHERE tableName = 'conversations'`).pluck().get();
  database.close();
  return Number(upTo);
};

test('[ST94 SRCH4] while old rows are being indexed a search is rejected; afterwards it reflects all rows, including those added and removed meanwhile', async () => {
  const store = openSqliteStore({ file, readsInThread: false });
  await expect(search(store, 'gruesse')).rejects.toMatchObject(notReady);
  await expect(store.faqs.list({ limit: 9, search: 'gross' })).rejects.toMatchObject(notReady);
  const [gone, renamed] = (await store.conversations.list({ limit: 2 })).items;
  await store.conversations.remove(gone?._id ?? '');
  await store.conversations.updateVisitor(renamed?._id ?? '', { visitorName: 'Renamed' }, at(9));
  const fresh = await addTalk(store, { siteId, visitorName: 'Fresh' }, { content: 'GRUSSE' });
  await expect.poll(() => search(store, 'grusse').catch(() => ({ items: [] })), { timeout: 30_000 }).toMatchObject({ items: { length: COUNT } });
  for (const [text, id] of [
    ['zoe', undefined],
    ['renamed', renamed?._id],
    ['fresh', fresh._id],
  ] as const)
    expect(idsOf((await search(store, text)).items)).toEqual([id ?? expect.any(String)]);
  expect((await store.faqs.list({ limit: 9, search: 'gross' })).items).toHaveLength(1);
  // Rows added after the end of the index are indexed on insert.
  const later = await addTalk(store, { siteId, visitorName: 'Later' });
  await store.faqs.add(aFaq(siteId, { question: 'How tall?' }));
  expect(idsOf((await search(store, 'later')).items)).toEqual([later._id]);
  expect((await store.faqs.list({ limit: 9, search: 'tall' })).items).toHaveLength(1);
  await store.close();
});

test('[ST94] an interrupted index build continues', async () => {
  const first = openSqliteStore({ file, readsInThread: false });
  // The first slice is in the same commit.
  await first.checkWritable();
  await first.close();
  expect(progress()).toBe(100);
  const second = openSqliteStore({ file, readsInThread: false });
  await expect.poll(() => search(second, 'gruesse').catch(() => ({ items: [] })), { timeout: 30_000 }).toMatchObject({ items: { length: COUNT } });
  await second.close();
});

test('[ST94] an index whose last rows are removed while it is being rebuilt is complete without them', async () => {
  const store = openSqliteStore({ file, readsInThread: false });
  await store.sites.remove(siteId);
  await addTalk(store, { visitorId: newId() }, { content: 'after' });
  await expect.poll(() => search(store, 'after').catch(() => ({ items: [] })), { timeout: 30_000 }).toMatchObject({ items: { length: 1 } });
  await store.close();
});
