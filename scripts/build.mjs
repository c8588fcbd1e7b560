import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { fingerprint } from './fingerprint.mjs';
import { npm } from './install.mjs';
import { ROOT } from './node24.mjs';
import { requireSuccess, step } from './steps.mjs';

/** What is built, and from what beside its own folder. The server runs from its sources. */
const BUILT = ['widget', 'admin'];
const SHARED = ['packages/protocol/src', 'packages/text/src', 'packages/delivery/src', 'package-lock.json', 'tsconfig.base.json'];

/**
 * The workspaces among `names` whose `dist` was not made from their present sources.
 * @param {string} root
 * @param {string[]} names
 * @param {string[]} shared what all are made from
 */
export function findStale(root, names, shared) {
  return names.filter((name) => {
    const stamp = stampOf(root, name);
    return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint(root, [name, ...shared]);
  });
}

/**
 * Notes from what the workspace's `dist` was made.
 * @param {string} root
 * @param {string} name
 * @param {string} sources the fingerprint from before the build
 */
export function markBuilt(root, name, sources) {
  writeFileSync(stampOf(root, name), sources);
}

/**
 * Builds the widget and the admin panel where they are stale; with `force` whatever they are.
 * @param {NodeJS.ProcessEnv} env
 * @param {{ force?: boolean, names?: string[] }} [options]
 */
export async function build(env, { force = false, names = BUILT } = {}) {
  const stale = force ? names : findStale(ROOT, names, SHARED);
  if (stale.length === 0) return;
  await step(`Building ${stale.join(' and ')}`, async () => {
    await Promise.all(
      stale.map(async (name) => {
        const sources = fingerprint(ROOT, [name, ...SHARED]);
        rmSync(stampOf(ROOT, name), { force: true }); // A build that fails halfway is stale.
        const [command, args] = npm(['run', 'build', '--silent', `--workspace=${name}`]);
        requireSuccess(`The build of ${name}`, await capture(command, args, { cwd: ROOT, env }));
        markBuilt(ROOT, name, sources);
      }),
    );
  });
}

/**
 * Inside `dist`, so that it goes with the folder; a dot-file, so that it is never served.
 * @param {string} root
 * @param {string} name
 */
function stampOf(root, name) {
  return join(root, name, 'dist', '.built-from');
}
