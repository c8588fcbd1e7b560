import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findStale, markBuilt } from './build.mjs';
import { fingerprint } from './fingerprint.mjs';

let root: string;
const shared = ['packages/protocol/src', 'package-lock.json'];
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const stale = () => findStale(root, ['widget', 'admin'], shared);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'supportchat-build-'));
  put('package-lock.json', '{}');
  put('packages/protocol/src/index.ts', 'export {};');
  for (const name of ['widget', 'admin']) {
    put(`${name}/src/main.ts`, 'start();');
    put(`${name}/dist/main.js`, 'start()');
    markBuilt(root, name, fingerprint(root, [name, ...shared]));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a workspace is rebuilt', () => {
  test('when its sources changed, and only then', () => {
    put('widget/src/main.ts', 'start(1);');
    expect(stale()).toEqual(['widget']);
  });
  test('when a file was added, removed or renamed', () => {
    put('admin/src/other.ts', '');
    expect(stale()).toEqual(['admin']);
    rmSync(join(root, 'admin/src/other.ts'));
    expect(stale()).toEqual([]);
    rmSync(join(root, 'admin/src/main.ts'));
    expect(stale()).toEqual(['admin']);
  });
  test('when the protocol or the lockfile changed', () => {
    put('packages/protocol/src/index.ts', 'export const x = 1;');
    expect(stale()).toEqual(['widget', 'admin']);
  });
  test('when its dist is missing', () => {
    rmSync(join(root, 'admin/dist'), { recursive: true });
    expect(stale()).toEqual(['admin']);
  });
});

test('nothing is rebuilt for a test, a build result or a different timestamp', () => {
  put('widget/src/main.test.ts', 'test();');
  put('widget/dist/main.js', 'changed');
  put('widget/src/main.ts', 'start();');
  expect(stale()).toEqual([]);
});
