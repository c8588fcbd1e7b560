import { type Connection, LOCK_TIMEOUT_MS, type Sql } from './connection.ts';
import { describeSqliteError, isUntrusted, unavailable } from './sqlite-errors.ts';
import { type Act, type Hooks, type Outcome, runInOneTransaction } from './transaction.ts';

/** How the sub-stores reach the database. */
export type Engine = {
  sql: Sql;
  /** Runs read-only statements immediately. */
  read<T>(act: () => T): Promise<T>;
  /**
   * Runs the act in one transaction with all other writes of this event-loop turn, in call order; right after a slow commit, with those of up to
   * two milliseconds. Resolves only once that is on disk. An act that throws is rolled back alone; when the transaction cannot be committed,
   * every act in it rejects with UNAVAILABLE. Acts must touch nothing but the database, since they may run a second time.
   */
  write<T>(act: () => T): Promise<T>;
  /** Runs the act in the next transaction, or in its own within a second. For writes that a crash may undo. */
  writeSoon(late: LateWrite): void;
  /** Commits what is waiting, then closes the connection. */
  close(): void;
};

export type EngineDeps = {
  clock: () => Date;
  /** Called when writing becomes impossible, once per cause; the errors themselves reach the callers. */
  onProblem: (problem: unknown) => void;
  /** A monotonic clock in milliseconds, to measure how long a commit takes; by default the process's own. */
  stopwatch?: () => number;
};

/** `whenDurable` is called once the act is on disk; if that fails, the act runs again in the next transaction. */
export type LateWrite = { act: () => void; whenDurable: () => void };
type Write = { act: Act; resolve: (result: never) => void; reject: (failure: unknown) => void };

/**
 * After a commit, the next one waits for this many times its duration, so that other work gets most of the event loop, and there are fewer
 * commits under load: writing three messages to disk costs little more than one. Capped in milliseconds, so that no one notices.
 */
const PAUSE_FACTOR = 4;
const MAX_PAUSE_MS = 2;
/** A connection that cannot be trusted is reopened and checked at most this often, in milliseconds. */
const REPAIR_INTERVAL_MS = 1000;
/** Deferred writes are committed after this time if nothing else is written before, in milliseconds. */
const MAX_DELAY_MS = 1000;

export function createEngine(connection: Connection, { clock, onProblem, stopwatch = () => performance.now() }: EngineDeps, hooks: Hooks): Engine {
  let queue: Write[] = [];
  const late = new Set<LateWrite>();
  let lateTimer: NodeJS.Timeout | null = null;
  let closed = false;
  /** The write failure that was last reported; null when the last commit succeeded. */
  let problem: string | null = null;
  /** Why the connection must be reopened and checked before the next write; null when it can be trusted. */
  let reopenReason: unknown = null;
  let lastRepair = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let pauseTimer: NodeJS.Timeout | undefined;

  function flushSoon(): void {
    const pause = pausedUntil - stopwatch();
    // A timer counts in whole milliseconds.
    if (pause < 1) setImmediate(flush);
    else pauseTimer = setTimeout(flush, pause);
  }

  function flush(): void {
    const writes = queue;
    queue = [];
    if (writes.length === 0 && late.size === 0) return;
    const lateWrites = [...late];
    const startedAt = stopwatch();
    const outcomes = commit([...writes, ...lateWrites].map(({ act }) => act));
    const endedAt = stopwatch();
    pausedUntil = endedAt + Math.min(MAX_PAUSE_MS, PAUSE_FACTOR * (endedAt - startedAt));
    lateWrites.forEach((one, index) => {
      if ('failure' in (outcomes[writes.length + index] as Outcome)) return writeSoon(one);
      late.delete(one);
      one.whenDurable();
    });
    writes.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index] as Outcome;
      if ('failure' in outcome) reject(outcome.failure);
      else resolve(outcome.result as never);
    });
  }

  function writeSoon(one: LateWrite): void {
    late.add(one);
    lateTimer ??= setTimeout(() => {
      lateTimer = null;
      flush();
    }, MAX_DELAY_MS);
    lateTimer.unref();
  }

  function commit(acts: Act[]): Outcome[] {
    try {
      if (reopenReason) repair();
      const outcomes = runInOneTransaction(connection, acts, hooks);
      if (problem !== null) connection.waitForLocks(LOCK_TIMEOUT_MS);
      problem = null;
      return outcomes;
    } catch (failure) {
      noteFailure(failure);
      const error = unavailable(failure);
      return acts.map(() => ({ failure: error }));
    }
  }

  /** After a disk error the page cache cannot be trusted: nothing is acknowledged before the file was reread. */
  function repair(): void {
    const now = clock().getTime();
    if (Math.abs(now - lastRepair) < REPAIR_INTERVAL_MS) throw reopenReason;
    lastRepair = now;
    connection.reopen();
    reopenReason = null;
  }

  function noteFailure(failure: unknown): void {
    if (isUntrusted(failure) || connection.inTransaction()) reopenReason = failure;
    if (String(failure) === problem) return;
    problem = String(failure);
    onProblem(failure);
    // Waiting for a lock blocks the event loop: the first write waited, later ones only try.
    if (connection.isOpen()) connection.waitForLocks(0);
  }

  return {
    sql: connection.sql,
    read: async (act) => {
      try {
        return act();
      } catch (failure) {
        if (isUntrusted(failure)) noteFailure(failure);
        throw describeSqliteError(failure);
      }
    },
    write: (act) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(unavailable('the store is closed'));
        queue.push({ act, resolve, reject });
        if (queue.length === 1) flushSoon();
      }),
    writeSoon,
    close: () => {
      closed = true;
      flush();
      if (lateTimer) clearTimeout(lateTimer);
      clearTimeout(pauseTimer);
      connection.close();
    },
  };
}
