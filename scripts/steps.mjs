/** An error that is printed as its message, without a stack. */
export class StepFailed extends Error {}

/**
 * Runs one step and prints one line for it, with its seconds.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = performance.now();
  process.stdout.write(`${title} … `);
  try {
    const result = await work();
    process.stdout.write(`${seconds(started)}\n`);
    return result;
  } catch (failure) {
    process.stdout.write('failed\n');
    throw failure;
  }
}

/**
 * Seconds since `started` (of `performance.now()`), such as "2.4 s".
 * @param {number} started
 */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/**
 * Fails with the command's own output when it did not end well.
 * @param {string} what
 * @param {{ code: number, output: string }} result
 */
export function requireSuccess(what, { code, output }) {
  if (code !== 0) throw new StepFailed(`${output.trimEnd()}\n\n${what} failed (exit code ${code}).`);
}
