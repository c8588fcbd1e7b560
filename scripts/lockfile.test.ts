import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './node24.mjs';

type LockedPackage = {
  version?: string;
  license?: string;
  link?: boolean;
  dev?: boolean;
  resolved?: string;
  integrity?: string;
  optionalDependencies?: Record<string, string>;
};
const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };
const installed = Object.entries(packages).filter(([path, entry]) => path.includes('node_modules/') && !entry.link);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The packages that reach users: the server's, and those built into the widget and the admin panel. */
const ALLOWED_LICENCES = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
]);

/** Security floors: the oldest version without a known vulnerability. */
const FLOORS: Record<string, string> = { 'engine.io': '6.6.10', 'socket.io-parser': '4.2.7', ws: '8.21.1', qs: '6.14.2' };

describe('the lockfile', () => {
  test('names no registry, so that everyone installs from their own', () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(text).not.toMatch(/"resolved": "\w+:/);
  });

  test('pins every package by its hash', () => {
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  });

  test('lists the packages of every platform, since npm ci rejects it otherwise', () => {
    const missing = installed.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !foldersAbove(path).some((folder) => packages[`${folder}node_modules/${name}`])),
    );
    expect(missing).toEqual([]);
  });

  test('pins exact versions in every workspace', () => {
    const { workspaces } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { workspaces: string[] };
    const loose = ['.', ...workspaces].flatMap((folder) => {
      const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
      const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
      return Object.entries(wanted)
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${folder}: ${name} ${version}`);
    });
    expect(loose).toEqual([]);
  });

  test('contains nothing older than the security floors', () => {
    for (const [name, floor] of Object.entries(FLOORS)) {
      const versions = installed.filter(([path]) => nameOf(path) === name).map(([, { version }]) => version ?? '');
      expect(versions, name).not.toEqual([]);
      for (const version of versions) expect(isAtLeast(version, floor), `${name} ${version} is older than ${floor}`).toBe(true);
    }
  });
});

test('every package that reaches users has an allowed licence', () => {
  const foreign = installed
    .filter(([, { dev }]) => !dev)
    .map(([path, entry]) => ({ path, licence: entry.license ?? licenceInFolder(path) }))
    .filter(({ licence }) => !isAllowed(licence));
  expect(foreign).toEqual([]);
});

test('a licence expression is allowed if one choice of an OR, or all of an AND, are', () => {
  expect(isAllowed('MIT AND ISC')).toBe(true);
  expect(isAllowed('(MIT OR GPL-3.0)')).toBe(true);
  expect(isAllowed('MIT AND GPL-3.0')).toBe(false);
  expect(isAllowed('AGPL-3.0')).toBe(false);
  expect(isAllowed('')).toBe(false);
});

/** Where Node looks for a package's dependencies: in the package itself, then in its parents, up to the root. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return [...parts.keys()].map((index) => `${parts.slice(0, parts.length - index).join('/')}/`).concat('');
}

function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => ALLOWED_LICENCES.has(licence)));
}

/** Older packages declare it in their package.json in a form that npm does not copy into the lockfile, or only in a LICENSE file. */
function licenceInFolder(path: string): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8')) as { licenses?: { type: string }[]; license?: { type?: string } };
  return manifest.license?.type ?? manifest.licenses?.map(({ type }) => type).join(' OR ') ?? '';
}

function isAtLeast(version: string, floor: string): boolean {
  const [have = [], want = []] = [version, floor].map((text) => text.split('.').map(Number));
  const differing = want.findIndex((part, index) => part !== have[index]);
  return differing === -1 || (have[differing] ?? 0) > (want[differing] ?? 0);
}
