import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { packageCommand, ROOT } from './node24.mjs';
import { seconds } from './steps.mjs';

/** @typedef {{ title: string, tool: string, command?: string, args: string[] }} Check */

/** @returns {Check[]} the slow ones first */
function listChecks() {
  return [
    { title: 'lint', tool: 'oxlint', args: ['--type-aware', '--deny-warnings', '--report-unused-disable-directives'] },
    { title: 'documents', tool: 'vitest', args: ['run', '--project=documents', '--reporter=dot'] },
    { title: 'unused code', tool: 'knip', args: ['--no-progress'] },
    { title: 'format', tool: '@biomejs/biome', command: 'biome', args: ['check'] },
    ...typeConfigurations().map((path) => ({
      title: `types of ${path.replace('/tsconfig.json', '')}`,
      tool: 'typescript',
      command: 'tsc',
      args: ['--noEmit', '-p', path],
    })),
  ];
}

/** The configuration of each workspace that has types to check, and of the scripts; tests of code that runs outside a browser have one of their own. */
function typeConfigurations() {
  /** @type {{ workspaces: string[] }} */
  const { workspaces } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return [...workspaces, 'scripts'].flatMap((folder) =>
    [`${folder}/tsconfig.json`, `${folder}/tsconfig.test.json`].filter((path) => existsSync(join(ROOT, path))),
  );
}

/**
 * Runs every check, as many at a time as there are processors; a failed one does not stop the others.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export async function check(node, env) {
  const started = performance.now();
  const waiting = listChecks();
  /** @type {string[]} */
  const failed = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) if (!(await runCheck(next, node, env))) failed.push(next.title);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  console.log(failed.length === 0 ? `All checks passed in ${seconds(started)}.` : `Failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}

/**
 * @param {Check} check
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
async function runCheck({ title, tool, command, args }, node, env) {
  const started = performance.now();
  const [executable, script] = packageCommand(node, tool, command);
  const { code, output } = await capture(executable, [script, ...args], { cwd: ROOT, env });
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${title} ${seconds(started)}`);
  if (code !== 0) console.log(`${output.trimEnd()}\n`);
  return code === 0;
}
