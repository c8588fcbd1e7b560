import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addMessage, addTalk, aMessage } from '../contract/samples.ts';
import type { Store } from '../store.ts';
import { openConnection } from './connection.ts';
import { openSqliteStore } from './open-sqlite.ts';
import { createReader, type Reader } from './reader.ts';

// A thread has to start.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let file: string;
let store: Store;
let reader: Reader;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
  file = join(folder, 'supportchat.db');
  store = openSqliteStore({ file });
  reader = createReader(file);
});
afterEach(async () => {
  await reader.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const count = (of: Reader = reader) => of.read('countInbox', { agentId: null });
const days = Array.from({ length: 366 }, (_, day) => new Date(day * 86_400_000));

test('[ST98] the thread sees everything that was committed before the query', async () => {
  for (let open = 1; open <= 5; open++) {
    await addTalk(store);
    expect(await count()).toMatchObject({ open });
  }
});

test('[ST98 ANA9] the event loop keeps turning until the result arrives, and messages are committed meanwhile', async () => {
  const talk = await addTalk(store);
  let isAnswered = false;
  const answer = count().then(() => {
    isAnswered = true;
  });
  // A synchronous read would return before the next turn.
  await nextTurn();
  expect(isAnswered).toBe(false);
  await addMessage(store, aMessage(talk));
  await answer;
});

test('a thread that dies fails its queries, and the next query starts another', async () => {
  await addTalk(store);
  const broken = createReader(join(folder, 'nowhere.db'));
  await expect(count(broken)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  openConnection(join(folder, 'nowhere.db')).close();
  await expect(count(broken)).rejects.toThrow('no such table');
  await broken.close();
  expect(await count()).toMatchObject({ open: 1 });
});

test('a query that times out is rejected, and later ones succeed', async () => {
  const impatient = createReader(file, { deadlineMs: 0 });
  await expect(impatient.read('report', { boundaries: days, of: ['messages'] })).rejects.toMatchObject({ code: 'TIMED_OUT', retryAfterMs: expect.any(Number) });
  await impatient.close();
  expect(await count()).toMatchObject({ open: 0 });
});

test('a catalogue error keeps its code, fields and retry delay', async () => {
  await expect(reader.read('search', { limit: 1, search: 'x', cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'VALIDATION',
    details: [{ path: 'cursor' }],
  });
});

test('[STORE7] counts and searches succeed while a long report is being read', async () => {
  await addTalk(store);
  let isOver = false;
  const long = reader
    .read('report', { boundaries: Array.from({ length: 400_000 }, (_, day) => new Date(day)), of: ['conversations', 'messages'] })
    .catch(() => {
      isOver = true;
    });
  expect(await count()).toMatchObject({ open: 1 });
  expect((await reader.read('search', { limit: 1, search: 'vera' })).items).toHaveLength(1);
  expect(isOver).toBe(false);
  await reader.close();
  await long;
});

test('a closed reader rejects queries', async () => {
  const left = count().catch((failure: unknown) => failure);
  await reader.close();
  expect(await left).toMatchObject({ code: 'UNAVAILABLE' });
  await expect(count()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
