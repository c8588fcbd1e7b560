import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from './build.mjs';
import { forwardSignals } from './child.mjs';
import { packageCommand, ROOT } from './node24.mjs';

/**
 * The server, restarted at each change; the admin panel's dev server; the widget, built again at each change. Ends when one of them ends.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export async function dev(node, env) {
  await build(env);
  const [, vite] = packageCommand(node, 'vite');
  const children = [
    start('server', node, ['--watch', '--watch-preserve-output', 'server/src/main.ts'], { cwd: ROOT, env }),
    start('admin', node, [vite, '--clearScreen=false'], { cwd: join(ROOT, 'admin'), env }),
  ];
  const stopWatching = buildWidgetOnChange(env);
  const stopForwarding = forwardSignals(() => stopAll(children));
  const codes = children.map((child) => new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 0))));
  const code = await Promise.race(codes);
  stopAll(children);
  await Promise.all(codes);
  stopForwarding();
  stopWatching();
  return code;
}

/**
 * One build at a time; changes during a build are built after it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {() => void} ends it
 */
function buildWidgetOnChange(env) {
  let changed = false;
  let building = false;
  const rebuild = async () => {
    changed = true;
    if (building) return;
    building = true;
    while (changed) {
      changed = false;
      await build(env, { names: ['widget'] }).catch((failure) => console.error(failure.message));
    }
    building = false;
  };
  const watchers = ['widget/src', 'packages/protocol/src', 'packages/text/src', 'packages/delivery/src'].map((folder) =>
    watch(join(ROOT, folder), { recursive: true }, () => void rebuild()),
  );
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

/** @param {import('node:child_process').ChildProcess[]} children */
function stopAll(children) {
  for (const child of children) child.kill('SIGTERM');
}

/**
 * Starts one of them; each of its lines carries its name.
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} where
 */
function start(name, command, args, where) {
  const child = spawn(command, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(6)} | ${line}`));
  return child;
}
