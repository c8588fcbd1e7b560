import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInForeground } from './child.mjs';
import { ROOT } from './node24.mjs';
import { StepFailed } from './steps.mjs';

/**
 * A server on a fresh demo folder: filled, then started. It listens on this machine only unless HOST says otherwise, because its password is known.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export async function demo(node, env) {
  const demoEnv = { ...env, HOST: env.HOST || '127.0.0.1', DATA_DIR: emptyDemoFolder(env.DATA_DIR) };
  const seeded = await runInForeground(node, ['server/src/demo/seed.ts'], { cwd: ROOT, env: demoEnv });
  if (seeded !== 0) return seeded;
  return runInForeground(node, ['server/src/main.ts'], { cwd: ROOT, env: demoEnv });
}

/**
 * The demo's own folder is emptied; one that the user chose is never touched when something is in it.
 * @param {string | undefined} chosen
 */
function emptyDemoFolder(chosen) {
  if (chosen) {
    const folder = resolve(ROOT, chosen);
    if (existsSync(folder) && readdirSync(folder).length > 0) throw new StepFailed(`DATA_DIR=${chosen} is not empty. The demo begins with an empty folder.`);
    return folder;
  }
  const folder = join(ROOT, 'data', 'demo');
  rmSync(folder, { recursive: true, force: true });
  return folder;
}
