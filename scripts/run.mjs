/** The single entry point behind `npm start`, `npm test` and the others. Plain JavaScript, so that it runs on whatever Node the system has. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { runInForeground } from './child.mjs';
import { demo } from './demo.mjs';
import { dev } from './dev.mjs';
import { installIfNeeded } from './install.mjs';
import { environmentWith, findNode24, ROOT } from './node24.mjs';
import { StepFailed } from './steps.mjs';
import { test } from './test.mjs';
import { prepareTestPrograms } from './test-programs.mjs';

/** @type {Record<string, (node: string, env: NodeJS.ProcessEnv, args: string[]) => Promise<number>>} */
const COMMANDS = {
  async start(node, env, args) {
    await build(env);
    return runInForeground(node, ['server/src/main.ts', ...args], { cwd: ROOT, env });
  },
  dev: (node, env) => dev(node, env),
  async demo(node, env) {
    await build(env);
    return demo(node, env);
  },
  async build(_node, env) {
    await build(env, { force: true });
    return 0;
  },
  check: (node, env) => check(node, env),
  async test(node, env, args) {
    await build(env);
    return test(node, { ...env, CHROMIUM_PATH: await prepareTestPrograms() }, args);
  },
  'test:attacks': (node, env, args) => test(node, { ...env, ATTACKS: 'full' }, ['--project', 'attacks', ...args]),
  async bench(node, env, args) {
    if (!existsSync(join(ROOT, 'bench', 'run.ts'))) throw new StepFailed('There is no bench/run.ts in this version.');
    return runInForeground(node, ['bench/run.ts', ...args], { cwd: ROOT, env });
  },
  'print-docs': (node, env) => runInForeground(node, ['docs/print.ts'], { cwd: ROOT, env }),
};

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (command === undefined) throw new StepFailed(`Usage: npm run ${Object.keys(COMMANDS).join('|')}`);
  await installIfNeeded();
  const node = findNode24();
  return command(node, environmentWith(node), args);
}

try {
  process.exitCode = await main();
} catch (failure) {
  console.error(failure instanceof StepFailed ? failure.message : failure);
  process.exitCode = 1;
}
