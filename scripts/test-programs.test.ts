import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findForTests, findProgram, policyFor, TEST_PROGRAMS } from './test-programs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'supportchat-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a program is the first on the PATH, otherwise the system’s own server, otherwise null', () => {
  const here = (...paths: string[]) => ((path: string) => paths.includes(path)) satisfies (path: string) => boolean;
  expect(findProgram('nginx', { PATH: '/opt/bin:/usr/bin' }, here('/opt/bin/nginx', '/usr/sbin/nginx'))).toBe('/opt/bin/nginx');
  expect(findProgram('nginx', { PATH: '/usr/bin' }, here('/usr/sbin/nginx'))).toBe('/usr/sbin/nginx');
  expect(findProgram('nginx', { PATH: '' }, here('nginx'))).toBeNull();
});

test('a required program that is missing is an error that says how to get it', () => {
  const tests = 'The proxy’s rules are';
  expect(() => findForTests('absent-server', { tests, env: { PATH: '', REQUIRE_ABSENT: '1' } })).toThrow(/REQUIRE_ABSENT=1.*apt-get install absent-server/);
});

test('each program has a Debian package', () => {
  expect(TEST_PROGRAMS.flatMap(({ packages }) => packages)).toEqual(['chromium', 'fonts-liberation', 'redis-server', 'nginx', 'openssl']);
});

test.skipIf(process.platform === 'win32')('no service starts while we install; a leftover policy blocks nothing', () => {
  const ended = spawnSync('sh', ['-c', 'exit 0']).pid;
  expect([runPolicy(process.pid), runPolicy(ended)]).toEqual([101, 104]);
});

function runPolicy(pid: number): number | null {
  const file = join(folder, `policy-${pid}`);
  writeFileSync(file, policyFor(pid), { mode: 0o755 });
  return spawnSync(file, ['redis-server', 'start']).status;
}
