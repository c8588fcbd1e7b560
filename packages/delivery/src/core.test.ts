import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;

/** All of the core as one script: its files import only each other, by names that are the same everywhere. */
const script = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => stripTypeScriptTypes(readFileSync(join(folder, name), 'utf8')))
  .map((code) => code.replace(/^import [^;]*;$/gm, '').replace(/^export /gm, ''))
  .join('\n');

const USE = `
const stored = new Map();
const ports = {
  storage: { get: (key) => stored.get(key) ?? null, set: (key, value) => stored.set(key, value), remove: (key) => stored.delete(key), keys: () => [...stored.keys()] },
  now: () => new Date(0),
  newId: () => 'id-1',
  chance: () => 0,
  later: (run) => (run(), () => {}),
};
ports.exclusively = createExclusively(() => undefined, ports);
const outbox = createOutbox(ports, 'box:');
outbox.add('hello', undefined, 'c1');
const sent = [];
const lane = { lock: 'send:', outbox, isLive: () => true, onStored() {}, onChange() {}, send: async (item) => (sent.push(item.content), { ok: true }) };
createLanes(ports, lane).flush();
sent`;

test('[CORE2] the core runs where there is nothing but the language: no DOM, no Node, no `Intl`', async () => {
  expect(script).not.toMatch(/^\s*import\b|\bimport\(|\brequire\(/m);
  const bare = createContext(Object.create(null));
  runInContext('for (const name of ["Intl", "console", "WebAssembly", "SharedArrayBuffer", "Atomics"]) delete globalThis[name];', bare);
  const sent = runInContext(script + USE, bare) as string[];
  await expect.poll(() => [...sent]).toEqual(['hello']);
});
