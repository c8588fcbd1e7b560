import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './child.mjs';
import { findChromium } from './chromium.mjs';
import { requireSuccess, StepFailed, step } from './steps.mjs';

/** @typedef {{ name: string, packages: string[], find: () => string | null }} TestProgram */

/**
 * What the tests run beside our own code, and the Debian packages that bring it.
 * @type {TestProgram[]}
 */
export const TEST_PROGRAMS = [
  { name: 'Chromium', packages: ['chromium', 'fonts-liberation'], find: () => findChromium() },
  { name: 'redis-server', packages: ['redis-server'], find: () => findProgram('redis-server') },
  { name: 'nginx', packages: ['nginx', 'openssl'], find: () => findProgram('openssl') && findProgram('nginx') },
];

/** Servers are installed where an unprivileged user does not look. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/opt/homebrew/bin'];

const POLICY = '/usr/sbin/policy-rc.d';
const POLICY_MARK = '# Written by the test run of SupportChat.';

/**
 * Path of a program: the first on the PATH, else in the folders of the system's own servers. Null when there is none.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @param {(path: string) => boolean} [exists]
 */
export function findProgram(name, env = process.env, exists = existsSync) {
  const folders = [...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), ...SYSTEM_FOLDERS];
  return folders.map((folder) => join(folder, name)).find((path) => exists(path)) ?? null;
}

/**
 * Where the tests find a program that they can be run without: then they are skipped, which is reported, or fail where it is required.
 * @param {string} name
 * @param {{ tests: string, env?: NodeJS.ProcessEnv }} options `tests` names those that need it; `REQUIRE_<NAME>=1` of `env` makes its absence a failure
 * @returns {string | null} its path
 */
export function findForTests(name, { tests, env = process.env }) {
  const path = findProgram(name, env);
  if (path !== null) return path;
  const howTo = `Install it (on Debian: apt-get install ${name}), or put it on the PATH.`;
  const requirement = `REQUIRE_${name.replace(/-server$/, '').toUpperCase()}`;
  if (env[requirement] === '1') throw new StepFailed(`${requirement}=1, but there is no ${name} to test with. ${howTo}`);
  process.stderr.write(`\n!! ${tests} NOT proved by this run: there is no ${name}. ${howTo}\n`);
  return null;
}

/**
 * Installs, on a Debian where we are root, what is missing of the programs that the tests run; elsewhere the tests without which
 * they can do are skipped by name.
 * @returns {Promise<string>} the Chromium's path, without which there is no test run: throws a sentence for the user
 */
export async function prepareTestPrograms() {
  if (process.env.CHROMIUM_PATH && findChromium() === null) throw new StepFailed(`CHROMIUM_PATH=${process.env.CHROMIUM_PATH} does not exist.`);
  const missing = TEST_PROGRAMS.filter(({ find }) => find() === null);
  if (missing.length > 0 && mayInstall()) await step(`Installing ${missing.map(({ name }) => name).join(', ')} for the tests`, () => install(missing));
  const chromium = findChromium();
  if (chromium !== null) return chromium;
  throw new StepFailed('The browser tests need Chromium or Chrome. Install one (on Debian: apt-get install chromium), or set CHROMIUM_PATH to its executable.');
}

/** @param {TestProgram[]} programs */
async function install(programs) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = programs.flatMap((program) => program.packages);
  const allowServices = forbidServices();
  try {
    requireSuccess('apt-get update', await capture('apt-get', ['update', '-q'], { env }));
    requireSuccess(`apt-get install ${packages.join(' ')}`, await capture('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env }));
  } finally {
    allowServices();
  }
}

/**
 * Debian starts a server as soon as it is installed, unless /usr/sbin/policy-rc.d says no. Ours says no for as long as this process
 * lives, so one that is left behind by a kill forbids nothing. A policy of the machine's own is left as it is.
 * @returns {() => void} ends it
 */
function forbidServices() {
  if (existsSync(POLICY) && !readFileSync(POLICY, 'utf8').includes(POLICY_MARK)) return () => {};
  writeFileSync(POLICY, policyFor(process.pid), { mode: 0o755 });
  return () => rmSync(POLICY);
}

/**
 * The policy, as a shell script: 101 = not allowed, 104 = allowed.
 * @param {number} pid while it lives, no service is started
 */
export function policyFor(pid) {
  return `#!/bin/sh\n${POLICY_MARK}\nkill -0 ${pid} 2> /dev/null && exit 101\nexit 104\n`;
}

function mayInstall() {
  const isDebian = existsSync('/etc/os-release') && /^ID=["']?debian["']?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  return isDebian && process.getuid?.() === 0;
}
