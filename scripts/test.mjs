import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInForeground } from './child.mjs';
import { packageCommand, ROOT } from './node24.mjs';
import { seconds } from './steps.mjs';

/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} Report */

/**
 * Runs the tests and ends with one plain line of counts.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args handed to vitest, such as a file's name
 * @returns {Promise<number>} exit code
 */
export async function test(node, env, args) {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-test-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const [executable, script] = packageCommand(node, 'vitest');
    const code = await runInForeground(executable, [script, 'run', ...reporters, ...args], { cwd: ROOT, env });
    console.log(`Tests took ${seconds(started)}.`);
    if (!existsSync(report)) {
      console.log('The tests did not run to their end; there is nothing to count.');
      return code === 0 ? 1 : code;
    }
    console.log(summarize(JSON.parse(readFileSync(report, 'utf8'))));
    return code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * "12 passed, 1 failed, 2 skipped". A file that failed before it had a test counts as one failed test.
 * @param {Report} report as vitest's json reporter writes it
 */
export function summarize(report) {
  const brokenFiles = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  const skipped = report.numPendingTests + report.numTodoTests;
  return `${report.numPassedTests} passed, ${report.numFailedTests + brokenFiles} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
