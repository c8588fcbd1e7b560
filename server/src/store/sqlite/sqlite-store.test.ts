import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { at } from '../contract/samples.ts';
import { storeContract } from '../contract/store-contract.ts';
import { openSqliteStore } from './open-sqlite.ts';

const clock = () => at(0);
let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supportchat-'));
});
afterAll(() => rm(folder, { recursive: true }));

storeContract('SQLite in memory', async () => openSqliteStore({ file: ':memory:', clock }));
storeContract('SQLite in a file', async () => openSqliteStore({ file: join(folder, `store-${count++}`, 'supportchat.db'), clock }));
