let last: Promise<unknown> = Promise.resolve();

/** Runs one after another: the server creates one report at a time per user, and rejects a second one meanwhile. */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const result = last.then(run);
  last = result.catch(() => undefined); // The next one runs even after a failure.
  return result;
}
