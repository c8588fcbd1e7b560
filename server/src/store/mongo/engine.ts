import type { Collection, Db } from 'mongodb';
import { describeMongoError, isUnavailable, isWriteConflict, unavailable } from './mongo-errors.ts';

/** An act must have ended by then, in milliseconds; what has not begun before is not begun any more. */
export const DEADLINE_MS = 1700;
/** The same for acts that may look at, or write, many documents. */
export const LONG_MS = 10_000;
const CLOSING_MS = 5000;
/** A problem is over when acts succeed and none has met it for so long; what some acts meet and others do not is told once. */
const OVER_MS = 5000;

/** `cause`: what stood in the way so far, for an act that tries again. */
export type Deadline = { hasPassed: boolean; cause?: unknown };

/** How the sub-stores reach the database. */
export type Engine = {
  db: Db;
  collection(name: string): Collection;
  /** Runs an act: rejects with UNAVAILABLE when the server does not answer in time, and maps the driver's errors. The act may still take effect then. */
  run<T>(act: (deadline: Deadline) => Promise<T>, withinMs?: number): Promise<T>;
  /** Tells of a problem that no caller is notified of. */
  tell(problem: unknown): void;
  /** Takes no act any more, and resolves when those under way have ended, or their time is up. */
  close(): Promise<void>;
};

export type EngineDeps = {
  clock: () => Date;
  /** Told when the database becomes unavailable, once for each cause until that is over; the failures themselves reach the callers. */
  onProblem: (problem: unknown) => void;
};

export function createEngine(db: Db, { onProblem }: EngineDeps): Engine {
  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  /** What stands in the way, as last told, and when it last did; null when acts have succeeded for a while. */
  let problem: { what: string; at: number } | null = null;

  function note(failure: unknown): void {
    const isTold = problem?.what === String(failure);
    problem = { what: String(failure), at: performance.now() };
    if (!isTold) onProblem(failure);
  }
  function noteSuccess(): void {
    if (problem && performance.now() - problem.at > OVER_MS) problem = null;
  }

  async function runInTime<T>(act: (deadline: Deadline) => Promise<T>, withinMs: number): Promise<T> {
    const deadline: Deadline = { hasPassed: false };
    const { promise: timeOut, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      deadline.hasPassed = true;
      reject(unavailable(deadline.cause ?? new Error(`MongoDB did not answer within ${withinMs} ms`)));
    }, withinMs);
    const work = actAgain(act, deadline);
    underWay.add(work);
    try {
      const result = await Promise.race([work, timeOut]);
      noteSuccess();
      return result;
    } catch (failure) {
      const told = describeMongoError(failure);
      if (isUnavailable(told)) note(told.cause);
      throw told;
    } finally {
      clearTimeout(timer);
      // A late failure of an act whose caller was told UNAVAILABLE already.
      work.catch(() => {}).finally(() => underWay.delete(work));
    }
  }

  return {
    db,
    collection: (name) => db.collection(name),
    run: async (act, withinMs = DEADLINE_MS) => {
      if (closed) throw unavailable('the store is closed');
      return runInTime(act, withinMs);
    },
    tell: onProblem,
    close: async () => {
      closed = true;
      const { promise: timeOut, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, CLOSING_MS);
      await Promise.race([Promise.allSettled(underWay), timeOut]);
      clearTimeout(timer);
    },
  };
}

/** Begins the act again when two writes met and neither was carried out. Acts bear that, as they bear being broken off. */
async function actAgain<T>(act: (deadline: Deadline) => Promise<T>, deadline: Deadline): Promise<T> {
  for (;;) {
    try {
      return await act(deadline);
    } catch (failure) {
      if (deadline.hasPassed || !isWriteConflict(failure)) throw failure;
    }
  }
}
