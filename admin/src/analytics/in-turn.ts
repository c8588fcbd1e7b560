let last: Promise<unknown> = Promise.resolve();

/** Runs one after the other: the server makes one report at a time for a user, and refuses a second one meanwhile. */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const result = last.then(run);
  last = result.catch(() => undefined); // the next one runs all the same
  return result;
}
