import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { ACT_LEASE_MS } from '../store/new-jobs.ts';
import type { HeldJob, JobOutcome } from '../store/port/jobs.ts';
import type { AddedMessage } from '../store/port/messages.ts';
import type { Store } from '../store/store.ts';
import { type JobHandler, JobRefused } from './job-handler.ts';

/** How often due jobs are looked for, in milliseconds. */
const EVERY_MS = 1000;
/** Jobs of messages that run at once in this process; further ones run once their lease has run out, as after a crash. */
const MAX_OF_MESSAGES = 2000;

/** `job`: under its newest lease; null once that was lost. */
type Running = { job: HeldJob | null; renewal: Promise<void> };

export type JobRunner = {
  /** Runs the jobs of a message that this process has stored. */
  runOfMessage(added: AddedMessage): void;
  /** Looks for due jobs now, instead of within a second. */
  wake(): void;
  start(): void;
  /** Claims no more jobs, and resolves when those that are running have ended. */
  stop(): Promise<void>;
  /** Resolves when no job is running. */
  idle(): Promise<void>;
};

export function createJobRunner({ store, log }: { store: Pick<Store, 'jobs'>; log: Logger }, handlers: readonly JobHandler[]): JobRunner {
  const handlerOf = new Map(handlers.map((handler) => [handler.kind, handler]));
  if (handlerOf.size !== handlers.length) throw new Error('Two handlers have the same kind.');
  const running = new Set<Promise<void>>();
  const runningById = new Map<string, Running>();
  const claimedOf = new Map<string, number>();
  let ofMessages = 0;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  let isWokenAgain = false;
  let isStarted = false;
  let isStopping = false;

  /** Follows the work until it has ended; the work itself does not reject. */
  function follow(work: Promise<void>): void {
    const followed = work.finally(() => running.delete(followed));
    running.add(followed);
  }

  async function run(handler: JobHandler, first: HeldJob, added?: AddedMessage): Promise<void> {
    const here: Running = { job: first, renewal: Promise.resolve() };
    runningById.set(first._id, here);
    const renew = async () => {
      const { job } = here;
      // Without an answer, the lease may still be held.
      const renewed = job && (await store.jobs.renew(job, handler.leaseMs).catch(() => job));
      if (here.job === job) here.job = renewed;
    };
    // The first lease of an act's job may be shorter than its handler's.
    const renewal = setInterval(() => void (here.renewal = here.renewal.then(renew)), Math.min(handler.leaseMs, ACT_LEASE_MS) / 3);
    const outcome = await outcomeOf(handler, first, added);
    clearInterval(renewal);
    // A renewal in flight may replace the lease.
    await here.renewal;
    if (outcome !== 'ended') await end(here, outcome, handler.leaseMs);
    runningById.delete(first._id);
  }

  /** While the database is away, the end is tried again for as long as a lease lasts: the effect has happened, and should not happen twice. */
  async function end(here: Running, outcome: JobOutcome, leaseMs: number): Promise<void> {
    for (let triesLeft = Math.ceil(leaseMs / EVERY_MS); here.job; triesLeft--) {
      const { _id, kind } = here.job;
      try {
        if (!(await store.jobs.end(here.job, outcome))) log.warn({ job: _id, kind }, 'another process has taken a job over');
        return;
      } catch (failure) {
        if (triesLeft > 0 && !isStopping) {
          await pause(EVERY_MS);
          continue;
        }
        log.warn({ err: failure, job: _id, kind }, 'the end of a job could not be stored; it runs again when its lease has run out');
        return;
      }
    }
  }

  async function outcomeOf(handler: JobHandler, job: HeldJob, added?: AddedMessage): Promise<JobOutcome | 'ended'> {
    const { kind, attempts } = job;
    // It was claimed more often than it may be tried: its tries ended with their process.
    if (attempts > handler.retryAfterMs.length + 1) return { dead: 'every try was cut off' };
    try {
      const followed = await handler.run(job, added);
      if (followed === 'ended') return 'ended';
      const done = [...(followed ?? [])];
      return { done, ...(handler.endsSoon && done.length === 0 && { soon: true }) };
    } catch (failure) {
      const error = failure instanceof Error ? failure.message : String(failure);
      const retryAfterMs = failure instanceof JobRefused ? undefined : handler.retryAfterMs[attempts - 1];
      if (retryAfterMs === undefined) {
        log.error({ err: failure, job: job._id, kind }, 'a job failed for good');
        return { dead: error };
      }
      log.warn({ err: failure, job: job._id, kind, retryAfterMs }, 'a job failed; it is tried again');
      return { retryAfterMs, error };
    }
  }

  async function lookForDue(): Promise<void> {
    try {
      for (const { kind, atOnce, leaseMs } of handlers) {
        const free = atOnce - (claimedOf.get(kind) ?? 0);
        const claimed = free > 0 && isStarted ? await store.jobs.claim([kind], free, leaseMs) : [];
        for (const job of claimed) start(job);
      }
    } catch (failure) {
      log.warn({ err: failure }, 'due jobs could not be read; trying again');
    }
  }

  function start(job: HeldJob): void {
    const handler = handlerOf.get(job.kind);
    if (!handler) return;
    const here = runningById.get(job._id);
    // This process was frozen, or its clock moved: the job still runs, and continues under the new lease.
    if (here) return void (here.job = job);
    claimedOf.set(job.kind, (claimedOf.get(job.kind) ?? 0) + 1);
    follow(
      run(handler, job).finally(() => {
        claimedOf.set(job.kind, (claimedOf.get(job.kind) ?? 0) - 1);
        // There may be more than could run at once.
        wake();
      }),
    );
  }

  function wake(): void {
    if (looking) isWokenAgain = true;
    if (!isStarted || looking) return;
    clearTimeout(timer);
    isWokenAgain = false;
    looking = lookForDue().finally(() => {
      looking = null;
      if (isWokenAgain) wake();
      else if (isStarted) timer = setTimeout(wake, EVERY_MS);
    });
  }

  const idle = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  return {
    runOfMessage: (added) => {
      for (const job of added.jobs) {
        const handler = handlerOf.get(job.kind);
        if (!handler || ofMessages >= MAX_OF_MESSAGES) continue;
        ofMessages++;
        follow(run(handler, job, added).finally(() => ofMessages--));
      }
    },
    wake,
    start: () => {
      isStarted = true;
      wake();
    },
    stop: async () => {
      isStarted = false;
      isStopping = true;
      clearTimeout(timer);
      await looking;
      await idle();
    },
    idle,
  };
}
