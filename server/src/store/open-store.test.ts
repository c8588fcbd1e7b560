import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addSite } from './contract/samples.ts';
import { openStore } from './open-store.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'supportchat-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const deps = { clock: () => new Date(0), onProblem: () => {} };

test('without a MongoDB, the embedded store is opened in the data folder', async () => {
  const store = await openStore({ dataDir, mongodbUri: null }, deps);
  const site = await addSite(store);
  await store.close();
  expect(existsSync(join(dataDir, 'supportchat.db'))).toBe(true);
  const again = await openStore({ dataDir, mongodbUri: null }, deps);
  expect(await again.sites.get(site._id)).toEqual(site);
  await again.close();
});

test('with a MongoDB, only that is opened; an unreachable one is reported with its address and without its password', async () => {
  const mongodbUri = 'mongodb://somebody:secret@127.0.0.1:1/?serverSelectionTimeoutMS=100';
  const failure = await openStore({ dataDir, mongodbUri }, deps).catch((thrown: Error) => thrown.message);
  expect(failure).toContain('The MongoDB at 127.0.0.1:1 cannot be used');
  expect(failure).not.toContain('secret');
  expect(existsSync(join(dataDir, 'supportchat.db'))).toBe(false);
}, 15_000);
