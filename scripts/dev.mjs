import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { forwardSignals } from './child.mjs';
import { packageCommand, ROOT } from './node24.mjs';

/**
 * The server, restarted at each change, and vite's dev servers beside it. Ends when one of them ends.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export async function dev(node, env) {
  const [, vite] = packageCommand(node, 'vite');
  const children = [start('server', node, ['--watch', '--watch-preserve-output', 'server/src/main.ts'], { cwd: ROOT, env })];
  for (const name of ['admin', 'widget']) {
    if (existsSync(join(ROOT, name, 'vite.config.ts'))) children.push(start(name, node, [vite, '--clearScreen=false'], { cwd: join(ROOT, name), env }));
  }
  const stopForwarding = forwardSignals(() => stopAll(children));
  const codes = children.map((child) => new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 0))));
  const code = await Promise.race(codes);
  stopAll(children);
  await Promise.all(codes);
  stopForwarding();
  return code;
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
