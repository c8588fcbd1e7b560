import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addTalk } from '../contract/samples.ts';
import type { Store } from '../store.ts';
import { startCheck } from './background-check.ts';
import { checkFile } from './check-file.ts';
import { openSqliteStore } from './open-sqlite.ts';

// A thread has to start.
vi.setConfig({ testTimeout: 60_000 });

/** Too large to be read completely at startup. */
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

/** A large file as a killed server leaves it: its log holds the newest commits. `filler` lies outside everything that is read at startup. */
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

const isDue = (path: string) => {
  const database = new Database(path, { readonly: true });
  const version = database.pragma('user_version', { simple: true });
  database.close();
  return version === 1;
};

function scribble(at: number, length: number): void {
  const handle = openSync(crashed, 'r+');
  writeSync(handle, Buffer.alloc(length, 0x5a), 0, length, at);
  closeSync(handle);
}

test('[STORE3] after a crash, a large file is served immediately, and damage found by reading all of it is reported and ends readiness', async () => {
  await leaveLargeFile();
  scribble(statSync(crashed).size - 10_000_000, 100_000);
  const problems: string[] = [];
  open = openSqliteStore({ file: crashed, onProblem: (problem) => void problems.push(String(problem)) });
  expect((await open.conversations.list({ limit: 9 })).items).toHaveLength(2);
  await expect.poll(() => problems, { timeout: 50_000 }).toEqual([expect.stringContaining('the database file is damaged')]);
  await expect(open.checkWritable()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('[STORE3] a sound file stays ready', async () => {
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

test('[STORE6] a check interrupted by a clean stop runs after the next start, and none runs after one that found nothing', async () => {
  await leaveLargeFile();
  await openSqliteStore({ file: crashed }).close();
  copyFileSync(crashed, file);
  scribble(statSync(crashed).size - 10_000_000, 100_000);
  const problems: string[] = [];
  const onProblem = (problem: unknown) => void problems.push(String(problem));
  for (const start of [1, 2]) {
    open = openSqliteStore({ file: crashed, onProblem });
    await expect
      .poll(() => problems, { timeout: 50_000 })
      .toEqual(Array.from({ length: start }, () => expect.stringContaining('the database file is damaged')));
    await open.close();
  }
  copyFileSync(file, crashed);
  open = openSqliteStore({ file: crashed, onProblem });
  await expect.poll(() => isDue(crashed), { timeout: 50_000 }).toBe(false);
  await open.close();
  open = null;
  expect(problems).toHaveLength(2);
});

test.skipIf(process.platform === 'win32')(
  '[STORE6] a check in the middle of a long call is aborted immediately, by its store and with its process',
  async () => {
    // Opening it blocks until someone writes to it, which no one does.
    const endless = join(folder, 'endless');
    execFileSync('mkfifo', [endless]);
    const check = startCheck(endless);
    const found = check.found.catch((failure: unknown) => failure);
    await check.stop();
    expect(await found).toMatchObject({ message: 'its process ended with SIGKILL' });
    const child = fork(join(import.meta.dirname, 'check-process.ts'), [endless], { execArgv: [] });
    child.once('spawn', () => child.disconnect());
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  },
);

test('[STORE4] damage where the killed server was writing, or in a table that stays small, prevents the start', async () => {
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
