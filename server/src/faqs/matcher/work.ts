/**
 * Work that is done in steps: each `yield` ends one of at most a few milliseconds, so that a caller may do something else in between.
 * The value it returns is the result.
 */
export type Work<T> = Generator<void, T, void>;

/** Does all steps at once. */
export function finish<T>(work: Work<T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}
