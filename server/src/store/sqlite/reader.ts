import { Worker } from 'node:worker_threads';
import { AppError, type FailureDetails } from '../../failure.ts';
import type { Sql } from './connection.ts';
import { type ReadAnswer, type ReadName, type ReadRequest, runRead } from './reads.ts';
import { describeSqliteError, unavailable } from './sqlite-errors.ts';

/** Answers questions that may take long, without holding up the event loop of those who write. */
export type Reader = {
  /** Sees everything that was committed before the call. Rejects with TIMED_OUT when there is no answer in time. */
  read<Name extends ReadName>(name: Name, request: ReadRequest<Name>): Promise<ReadAnswer<Name>>;
  close(): Promise<void>;
};

export type ToThread = { kind: 'read'; id: number; name: ReadName; request: never } | { kind: 'abandon'; id: number };
export type FromThread = { id: number } & ({ answer: unknown } | { code: AppError['code'] | null; details: FailureDetails | undefined; failure: string });

/** A question is given up after this time, in milliseconds. */
const DEADLINE_MS = 20_000;
/** A thread that does not end its question by then either is ended. */
const GRACE_MS = 10_000;
/** More questions than these do not wait. */
const MOST_WAITING = 200;
/** A thread without a question ends after this time. */
const IDLE_MS = 5 * 60_000;
const RETRY_AFTER_MS = 1000;

/** Reads on the connection itself: for a database in memory, which no other connection can see. */
export function createReaderHere(sql: Sql): Reader {
  return {
    read: async <Name extends ReadName>(name: Name, request: ReadRequest<Name>): Promise<ReadAnswer<Name>> => {
      try {
        return await runRead(sql, name, request, () => {});
      } catch (failure) {
        throw describeSqliteError(failure);
      }
    },
    close: async () => {},
  };
}

type Waiting = { resolve: (answer: never) => void; reject: (failure: unknown) => void; timer: NodeJS.Timeout };

/** Reads in a thread with a connection of its own. The thread begins with the first question, and again after it has died. */
export function createReader(file: string, { deadlineMs = DEADLINE_MS }: { deadlineMs?: number } = {}): Reader {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    // What the process was told to load at its start is not for the thread.
    const started = new Worker(new URL('./reader-thread.ts', import.meta.url), { workerData: file, execArgv: [] });
    started.unref();
    started.on('message', settle);
    const lose = (cause: unknown) => {
      if (thread !== started) return;
      thread = null;
      for (const id of waiting.keys()) take(id)?.reject(unavailable(cause));
    };
    started.on('error', lose);
    started.on('exit', () => lose(new Error('the reading thread has ended')));
    return started;
  }
  function take(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.timer);
    if (waiting.size === 0) idle = setTimeout(() => void end(), IDLE_MS).unref();
    return one;
  }
  function settle(message: FromThread): void {
    const one = take(message.id);
    if ('answer' in message) one?.resolve(message.answer as never);
    else if (message.code) one?.reject(new AppError(message.code, { details: message.details, retryAfterMs: RETRY_AFTER_MS, cause: message.failure }));
    else one?.reject(new Error(message.failure));
  }
  function giveUp(id: number, asked: Worker): void {
    asked.postMessage({ kind: 'abandon', id } satisfies ToThread);
    waiting.get(id)?.reject(new AppError('TIMED_OUT', { retryAfterMs: RETRY_AFTER_MS }));
    // It stays in the list until the thread has ended it: nothing else tells a thread that is stuck.
    const one = waiting.get(id);
    if (one) one.timer = setTimeout(() => void asked.terminate(), GRACE_MS).unref();
  }
  async function end(): Promise<void> {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  }
  return {
    read: (name, request) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(unavailable('the store is closed'));
        if (waiting.size >= MOST_WAITING) return reject(new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS }));
        clearTimeout(idle);
        thread ??= start();
        const asked = thread;
        const id = ++lastId;
        waiting.set(id, { resolve, reject, timer: setTimeout(() => giveUp(id, asked), deadlineMs).unref() });
        asked.postMessage({ kind: 'read', id, name, request: request as never } satisfies ToThread);
      }),
    close: async () => {
      isClosed = true;
      for (const id of waiting.keys()) take(id)?.reject(unavailable('the store is closed'));
      clearTimeout(idle);
      await end();
    },
  };
}
