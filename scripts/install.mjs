import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { ROOT } from './node24.mjs';
import { requireSuccess, step } from './steps.mjs';

/** @typedef {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lockfile */

/**
 * Does node_modules hold what the lockfile asks for? npm notes what it installed in `node_modules/.package-lock.json` at the
 * end of each install, so an interrupted one counts as none, and one made by hand is not repeated.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile | null} installed node_modules/.package-lock.json, null when there is none
 */
export function isInstalled(wanted, installed) {
  if (installed === null) return false;
  return Object.entries(wanted.packages ?? {}).every(([path, entry]) => {
    const found = installed.packages?.[path];
    if (!path.includes('node_modules/')) return true;
    // An optional package may be for another machine.
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** Installs the packages of the lockfile unless they are there. */
export async function installIfNeeded() {
  const lock = readJson(join(ROOT, 'package-lock.json'));
  if (isInstalled(lock, readJson(join(ROOT, 'node_modules', '.package-lock.json')))) return;
  await step('Installing packages', async () => {
    const [command, args] = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    requireSuccess('npm ci', await capture(command, args, { cwd: ROOT }));
  });
}

/**
 * How to call the npm that called us, or the one on the PATH.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function npm(args) {
  const path = process.env.npm_execpath;
  return path?.endsWith('.js') ? [process.execPath, [path, ...args]] : ['npm', args];
}

/** @param {string} path */
function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
