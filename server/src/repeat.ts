import type { Logger } from 'pino';

/** Something that is done again and again until it is stopped. */
export type Repeated = {
  /** Takes no new turn, and resolves when the one under way has ended. */
  stop(): Promise<void>;
};

/** Runs the act every so many milliseconds, counted from the end of the turn before. A turn that fails is told, and the next comes in time. */
export function repeat(name: string, everyMs: number, act: () => Promise<unknown>, log: Logger): Repeated {
  let stopped = false;
  let turn: Promise<void> = Promise.resolve();
  let timer = setTimeout(next, everyMs);
  function next(): void {
    turn = act()
      .then(() => {})
      .catch((failure: unknown) => log.warn({ err: failure, job: name }, 'a job failed; it is tried again in its next turn'))
      .finally(() => {
        if (!stopped) timer = setTimeout(next, everyMs);
      });
  }
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return turn;
    },
  };
}
