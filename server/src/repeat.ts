import type { Logger } from 'pino';

/** A job that repeats until it is stopped. */
export type Repeated = {
  /** Starts no new run, and resolves when the one in flight has ended. */
  stop(): Promise<void>;
};

/** Runs the act at an interval in milliseconds, counted from the end of the previous run. A failed run is logged, and the next one starts on time. */
export function repeat(name: string, everyMs: number, act: () => Promise<unknown>, log: Logger): Repeated {
  let stopped = false;
  let run: Promise<void> = Promise.resolve();
  let timer = setTimeout(next, everyMs);
  function next(): void {
    run = act()
      .then(() => {})
      .catch((failure: unknown) => log.warn({ err: failure, job: name }, 'a job failed; it runs again at the next interval'))
      .finally(() => {
        if (!stopped) timer = setTimeout(next, everyMs);
      });
  }
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return run;
    },
  };
}
