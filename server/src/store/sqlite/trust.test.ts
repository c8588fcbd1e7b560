import { closeSync, copyFileSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addTalk } from '../contract/samples.ts';
import type { Store } from '../store.ts';
import { checkFile } from './check-file.ts';
import { openSqliteStore } from './open-sqlite.ts';

// A thread has to start.
vi.setConfig({ testTimeout: 60_000 });

/** Too large to be read as a whole at the start. */
const LARGE_BYTES = 80_000_000;

let folder: string;
let file: string;
let crashed: string;
let open: Store | null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
  file = join(folder, 'supportchat.db');
  crashed = join(folder, 'crashed.db');
  open = null;
});
afterEach(async () => {
  await open?.close();
  rmSync(folder, { recursive: true });
});

/** A large file as a killed server leaves it: its log holds the newest commits. `filler` lies apart from all that is read at the start. */
async function leaveLargeFile(): Promise<void> {
  const store = openSqliteStore({ file });
  await addTalk(store, {}, { content: 'before' });
  await store.close();
  const raw = new Database(file);
  raw.exec(`CREATE TABLE filler (content BLOB); INSERT INTO filler VALUES (zeroblob(${LARGE_BYTES}))`);
  raw.close();
  const running = openSqliteStore({ file });
  await addTalk(running, {}, { content: 'after' });
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, crashed + suffix);
  await running.close();
}

function scribble(at: number, length: number): void {
  const handle = openSync(crashed, 'r+');
  writeSync(handle, Buffer.alloc(length, 0x5a), 0, length, at);
  closeSync(handle);
}

test('[STORE3] a large file that a crash left is served at once, and damage found by reading all of it is reported and ends readiness', async () => {
  await leaveLargeFile();
  scribble(statSync(crashed).size - 10_000_000, 100_000);
  const problems: string[] = [];
  open = openSqliteStore({ file: crashed, onProblem: (problem) => void problems.push(String(problem)) });
  expect((await open.conversations.list({ limit: 9 })).items).toHaveLength(2);
  await expect.poll(() => problems, { timeout: 50_000 }).toEqual([expect.stringContaining('the database file is damaged')]);
  await expect(open.checkWritable()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('[STORE3] a sound one stays ready', async () => {
  await leaveLargeFile();
  const problems: unknown[] = [];
  open = openSqliteStore({ file: crashed, onProblem: (problem) => void problems.push(problem) });
  await addTalk(open);
  await open.checkWritable();
  await open.close();
  expect(problems).toEqual([]);
  open = null;
  expect(checkFile(crashed)).toEqual([]);
});

test('[STORE4] damage where the killed server was writing, or in a table that stays small, keeps it from starting', async () => {
  await leaveLargeFile();
  scribble(4096, 200_000);
  expect(() => openSqliteStore({ file: crashed })).toThrow('restore a backup');
});

test('[STORE5] a check reads the whole file and says what is wrong', async () => {
  await leaveLargeFile();
  scribble(statSync(crashed).size - 10_000_000, 100_000);
  expect(checkFile(crashed)).toEqual(expect.arrayContaining([expect.any(String)]));
  expect(checkFile(file)).toEqual([]);
  expect(() => checkFile(join(folder, 'nowhere.db'))).toThrow('There is no database');
});
