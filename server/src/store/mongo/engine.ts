import type { Collection, Db } from 'mongodb';
import { describeMongoError, isUnavailable, isWriteConflict, unavailable } from './mongo-errors.ts';

/** An act must finish within this time, in milliseconds; steps not started by then are not started anymore. */
export const DEADLINE_MS = 1700;
/** The same for acts that may read or write many documents. */
export const LONG_MS = 10_000;
const CLOSING_MS = 5000;
/** A problem is over when acts have succeeded for this long without it; a problem that only some acts hit is reported once. */
const RESOLVED_AFTER_MS = 5000;

/** `cause`: the last error so far, for an act that retries. */
export type Deadline = { hasPassed: boolean; cause?: unknown };

/** How the sub-stores reach the database. */
export type Engine = {
  db: Db;
  collection(name: string): Collection;
  /** Runs an act: rejects with UNAVAILABLE when the server does not answer in time, and maps the driver's errors. The act may still take effect afterwards. */
  run<T>(act: (deadline: Deadline) => Promise<T>, withinMs?: number): Promise<T>;
  /** Reports a problem that no caller is notified of. */
  report(problem: unknown): void;
  /** Accepts no more acts, and resolves when those in flight have ended or timed out. */
  close(): Promise<void>;
};

export type EngineDeps = {
  clock: () => Date;
  /** Called when the database becomes unavailable, once per cause until that is over; the errors themselves reach the callers. */
  onProblem: (problem: unknown) => void;
};

export function createEngine(db: Db, { onProblem }: EngineDeps): Engine {
  const running = new Set<Promise<unknown>>();
  let closed = false;
  /** The problem that was last reported, and when it last occurred; null when acts have succeeded for a while. */
  let problem: { what: string; at: number } | null = null;

  function reportProblem(failure: unknown): void {
    const isReported = problem?.what === String(failure);
    problem = { what: String(failure), at: performance.now() };
    if (!isReported) onProblem(failure);
  }
  function recordSuccess(): void {
    if (problem && performance.now() - problem.at > RESOLVED_AFTER_MS) problem = null;
  }

  async function runWithDeadline<T>(act: (deadline: Deadline) => Promise<T>, withinMs: number): Promise<T> {
    const deadline: Deadline = { hasPassed: false };
    const { promise: timeOut, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      deadline.hasPassed = true;
      reject(unavailable(deadline.cause ?? new Error(`MongoDB did not answer within ${withinMs} ms`)));
    }, withinMs);
    const work = retryOnConflict(act, deadline);
    running.add(work);
    try {
      const result = await Promise.race([work, timeOut]);
      recordSuccess();
      return result;
    } catch (failure) {
      const error = describeMongoError(failure);
      if (isUnavailable(error)) reportProblem(error.cause);
      throw error;
    } finally {
      clearTimeout(timer);
      // A late failure of an act whose caller already received UNAVAILABLE.
      work.catch(() => {}).finally(() => running.delete(work));
    }
  }

  return {
    db,
    collection: (name) => db.collection(name),
    run: async (act, withinMs = DEADLINE_MS) => {
      if (closed) throw unavailable('the store is closed');
      return runWithDeadline(act, withinMs);
    },
    report: onProblem,
    close: async () => {
      closed = true;
      const { promise: timeOut, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, CLOSING_MS);
      await Promise.race([Promise.allSettled(running), timeOut]);
      clearTimeout(timer);
    },
  };
}

/** Restarts the act when two writes conflicted and neither was applied. Acts are safe to restart and to interrupt. */
async function retryOnConflict<T>(act: (deadline: Deadline) => Promise<T>, deadline: Deadline): Promise<T> {
  for (;;) {
    try {
      return await act(deadline);
    } catch (failure) {
      if (deadline.hasPassed || !isWriteConflict(failure)) throw failure;
    }
  }
}
