let last: Promise<unknown> = Promise.resolve();

/** Runs calls one at a time: the server builds one report per user at a time and rejects a second. */
export function runSerially<T>(run: () => Promise<T>): Promise<T> {
  const result = last.then(run);
  last = result.catch(() => undefined); // The next one runs even after a failure.
  return result;
}
