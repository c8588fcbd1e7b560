import type { Work } from './matcher/work.ts';

/** Runs work alongside the messages, which never wait for more than a slice of it. */
export type Slices = { run<T>(work: Work<T>): Promise<T> };

/** In each turn of the event loop, no step starts later than this, in milliseconds. */
const SLICE_MS = 2;

type Task = { work: Work<unknown>; resolve: (result: never) => void; reject: (failure: unknown) => void };

/** All work takes turns, step by step, so that a long piece delays no short one. `now` is in milliseconds. */
export function createSlices(now: () => number = () => performance.now()): Slices {
  const tasks: Task[] = [];

  function runSlice(): void {
    const end = now() + SLICE_MS;
    do {
      const task = tasks.shift();
      if (task && !takeStep(task)) tasks.push(task);
    } while (tasks.length > 0 && now() < end);
    if (tasks.length > 0) setImmediate(runSlice);
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        if (tasks.push({ work, resolve, reject }) === 1) setImmediate(runSlice);
      }),
  };
}

/** Returns whether that was the last step. */
function takeStep({ work, resolve, reject }: Task): boolean {
  try {
    const step = work.next();
    if (step.done) resolve(step.value as never);
    return step.done === true;
  } catch (failure) {
    reject(failure);
    return true;
  }
}
