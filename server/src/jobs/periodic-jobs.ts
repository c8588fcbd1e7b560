import type { Logger } from 'pino';
import { repeat } from '../repeat.ts';
import type { Store } from '../store/store.ts';

/** Work that is due again and again. */
export type PeriodicJob = {
  name: string;
  /** From the end of one run to the start of the next, in milliseconds. */
  everyMs: number;
  /** In every process, or in one of them at a time. */
  where: 'everywhere' | 'one process';
  run(): Promise<unknown>;
};
export type PeriodicJobs = {
  /** Starts no new run, and resolves when the ones in flight have ended. */
  stop(): Promise<void>;
};

export function startPeriodicJobs({ store, log }: { store: Pick<Store, 'runExclusively'>; log: Logger }, jobs: readonly PeriodicJob[]): PeriodicJobs {
  const repeated = jobs.map(({ name, everyMs, where, run }) => {
    const act = async () => void (await run());
    return repeat(name, everyMs, where === 'everywhere' ? act : () => store.runExclusively(name, act), log);
  });
  return { stop: async () => void (await Promise.all(repeated.map((job) => job.stop()))) };
}
