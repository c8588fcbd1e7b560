import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addConversation, addMessage, addSite, addTalk, aFaq, aMessage, at, aVisitor, newId } from '../contract/samples.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { Store } from '../store.ts';
import { openSqliteStore } from './open-sqlite.ts';

let folder: string;
let file: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
  file = join(folder, 'supportchat.db');
  store = openSqliteStore({ file, clock: () => at(0) });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Which of the texts occur in the bytes of the database's files. */
function textsInFiles(texts: string[]): string[] {
  const files = [file, `${file}-wal`, `${file}-shm`].filter((one) => existsSync(one)).map((one) => readFileSync(one));
  return texts.filter((text) => files.some((bytes) => bytes.includes(text) || bytes.includes(text.toLowerCase())));
}

async function addLongTalk(siteId: string, messages: number, visitorId = newId()): Promise<ConversationRecord> {
  const talk = await addTalk(store, { siteId, visitorId, visitorName: 'Secretname', visitorEmail: 'secretmail@visitors.example' }, { content: 'secretword' });
  await Promise.all(
    Array.from({ length: messages - 1 }, (_, count) => addMessage(store, aMessage(talk, { content: `secretword ${count}`, senderName: 'Secretname' }))),
  );
  return talk;
}
const rowsOf = (table: string) => {
  const database = new Database(file, { readonly: true });
  const count = database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  database.close();
  return count;
};

test.each([1, 30, 350])('[STORE1] after the next maintenance, the files contain no byte of a removed conversation of %i messages', async (messages) => {
  const { _id: siteId } = await addSite(store);
  await addTalk(store, { siteId }, { content: 'kept' });
  const talk = await addLongTalk(siteId, messages, 'secretvisitor');
  await store.visitors.add(aVisitor(siteId, { visitorId: 'secretvisitor', tokenHash: 'secrethash' }));
  expect((await store.conversations.search({ limit: 1, search: 'secretword' })).items).toHaveLength(1);
  await store.conversations.updateVisitor(talk._id, { visitorName: 'Othersecret' }, at(0));
  await store.maintain();
  const secrets = ['secretword', 'Secretname', 'Othersecret', 'secretmail', 'secretvisitor', 'secrethash'];
  expect(textsInFiles(secrets)).toEqual(expect.arrayContaining(secrets.filter((secret) => secret !== 'Secretname')));
  expect(await store.conversations.remove(talk._id)).toBe(true);
  await store.maintain();
  expect(textsInFiles(secrets)).toEqual([]);
  for (const search of ['kept', 'vera']) expect((await store.conversations.search({ limit: 9, search })).items).toHaveLength(1);
});

test('[ST95] a visitor is removed with their last conversation, not before', async () => {
  const { _id: siteId } = await addSite(store);
  await store.visitors.add(aVisitor(siteId));
  const first = await addTalk(store, { siteId, visitorId: 'visitor' });
  await store.conversations.change(first._id, 0, { status: 'closed', assignedAgent: null }, [], at(0));
  const second = await addTalk(store, { siteId, visitorId: 'visitor' });
  await store.conversations.remove(first._id);
  expect(await store.visitors.get(siteId, 'visitor')).not.toBeNull();
  await store.conversations.remove(second._id);
  expect(await store.visitors.get(siteId, 'visitor')).toBeNull();
});

test('[ST95 STORE2] a site or conversation with many messages is gone for all clients immediately, and its rows are removed in slices', async () => {
  const [gone, kept] = [await addSite(store), await addSite(store)];
  const first = await addLongTalk(gone._id, 250);
  const talks = [first, await addLongTalk(gone._id, 150)];
  const keptTalk = await addLongTalk(kept._id, 150);
  await store.faqs.add(aFaq(gone._id));
  await store.faqs.add(aFaq(kept._id));
  await store.conversations.remove(keptTalk._id);
  await store.sites.remove(gone._id);
  expect(Number(rowsOf('messages'))).toBeGreaterThan(100);
  expect(await store.sites.get(gone._id)).toBeNull();
  expect(await store.sites.getByKey(gone.siteKey)).toBeNull();
  expect((await store.sites.list({ limit: 9 })).items).toHaveLength(1);
  expect(await store.sites.remove(gone._id)).toBe(false);
  for (const { _id } of [...talks, keptTalk]) {
    expect(await store.conversations.get(_id)).toBeNull();
    expect(await store.conversations.remove(_id)).toBe(false);
    await expect(addMessage(store, aMessage({ ...first, _id }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await store.conversations.getCurrentOf(kept._id, keptTalk.visitorId)).toBeNull();
  expect((await store.conversations.list({ limit: 9 })).items).toEqual([]);
  expect((await store.conversations.search({ limit: 9, search: 'secretword' })).items).toEqual([]);
  expect(await store.conversations.countInbox({ agentId: null })).toMatchObject({ open: 0, unreadMessages: 0 });
  expect((await store.faqs.listActive(gone._id, { limit: 9 })).items).toEqual([]);
  expect((await store.faqs.list({ limit: 9 })).items).toHaveLength(1);
  await store.maintain();
  expect(['messages', 'conversations', 'sites', 'faqs', 'removals'].map(rowsOf)).toEqual([0, 0, 1, 1, 0]);
});

test('[STORE8] one maintenance removes a part of a large site and does its other work; the next one continues', async () => {
  const [{ _id: large }, { _id: kept }] = [await addSite(store), await addSite(store)];
  await addLongTalk(large, 6000);
  await store.sites.remove(large);
  const empty = await addConversation(store, { siteId: kept, createdAt: at(-2 * 24 * 3600) });
  expect(await store.maintain()).toEqual({ removed: [empty._id] });
  const left = Number(rowsOf('messages'));
  expect(left).toBeGreaterThan(0);
  await store.maintain();
  expect(Number(rowsOf('messages'))).toBeLessThan(left);
}, 60_000);

test('[ST95 STORE2] a removal interrupted by a stop continues at the next start', async () => {
  const { _id: siteId } = await addSite(store);
  await addLongTalk(siteId, 950);
  await store.sites.remove(siteId);
  await store.close();
  expect(Number(rowsOf('messages'))).toBeGreaterThan(0);
  store = openSqliteStore({ file, clock: () => at(0) });
  expect(await store.sites.get(siteId)).toBeNull();
  await expect.poll(() => rowsOf('sites'), { timeout: 30_000 }).toBe(0);
  expect(['messages', 'conversations', 'removals'].map(rowsOf)).toEqual([0, 0, 0]);
});
