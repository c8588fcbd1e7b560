/**
 * Work in steps: each `yield` ends a step of at most a few milliseconds, so that the caller may do something else in between. The return value
 * is the result.
 */
export type Work<T> = Generator<void, T, void>;

/** Runs all steps at once. */
export function finish<T>(work: Work<T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}
