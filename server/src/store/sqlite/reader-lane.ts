import type { Worker } from 'node:worker_threads';
import { AppError, type FailureDetails } from '../../failure.ts';
import type { ReadName } from './reads.ts';
import { unavailable } from './sqlite-errors.ts';

export type ToThread = { kind: 'read'; id: number; name: ReadName; request: unknown } | { kind: 'abandon'; id: number };
export type FromThread = { id: number } & ({ answer: unknown } | { code: AppError['code'] | null; details: FailureDetails | undefined; failure: string });

/** A thread that runs one query at a time, and its waiting queries: lower ranks first, then in call order. */
export type ReaderLane = {
  /** Rejects with TIMED_OUT when there is no result in time, with RATE_LIMITED when too many queries are waiting. */
  ask(name: ReadName, request: unknown, rank: number): Promise<unknown>;
  close(): Promise<void>;
};

export type LaneTimes = {
  /** A query is abandoned after this time. If it is still waiting then, it never runs. */
  deadlineMs: number;
  /** A thread that is busy with one query for this much longer than the deadline is stuck and terminated. */
  graceMs: number;
};

/** The maximum number of waiting queries. */
const MAX_WAITING = 200;
/** An idle thread ends after this time. */
const IDLE_MS = 5 * 60_000;
const RETRY_AFTER_MS = 1000;

type Question = {
  id: number;
  name: ReadName;
  request: unknown;
  rank: number;
  resolve: (answer: unknown) => void;
  reject: (failure: unknown) => void;
  deadline: NodeJS.Timeout;
};

/** The thread starts with the first query, and again after it has ended. There is never more than one. */
export function createReaderLane(startThread: () => Worker, { deadlineMs, graceMs }: LaneTimes): ReaderLane {
  const waiting: Question[] = [];
  let running: Question | null = null;
  let thread: Worker | null = null;
  let watchdog: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;
  let lastId = 0;

  function start(): Worker {
    const started = startThread();
    started.unref();
    started.on('message', settle);
    const lose = (cause: unknown) => {
      if (thread !== started) return;
      thread = null;
      takeRunning()?.reject(unavailable(cause));
      runNext();
    };
    started.on('error', lose);
    started.on('exit', () => lose(new Error('the reading thread has ended')));
    return started;
  }
  function runNext(): void {
    if (running || isClosed) return;
    const next = waiting.shift();
    if (!next) {
      if (thread) idle = setTimeout(() => void end(), IDLE_MS).unref();
      return;
    }
    clearTimeout(idle);
    running = next;
    try {
      const busy = (thread ??= start());
      watchdog = setTimeout(() => void busy.terminate(), deadlineMs + graceMs).unref();
      post({ kind: 'read', id: next.id, name: next.name, request: next.request });
    } catch (failure) {
      takeRunning()?.reject(unavailable(failure));
      runNext();
    }
  }
  function settle(message: FromThread): void {
    if (message.id !== running?.id) return;
    const asked = takeRunning();
    if ('answer' in message) asked?.resolve(message.answer);
    else if (message.code) asked?.reject(new AppError(message.code, { details: message.details, retryAfterMs: RETRY_AFTER_MS, cause: message.failure }));
    else asked?.reject(new Error(message.failure));
    runNext();
  }
  function takeRunning(): Question | null {
    const taken = running;
    running = null;
    clearTimeout(watchdog);
    clearTimeout(taken?.deadline);
    return taken;
  }
  function giveUp(question: Question): void {
    question.reject(new AppError('TIMED_OUT', { retryAfterMs: RETRY_AFTER_MS }));
    if (question === running) post({ kind: 'abandon', id: question.id });
    else waiting.splice(waiting.indexOf(question), 1);
  }
  function post(message: ToThread): void {
    thread?.postMessage(message);
  }
  async function end(): Promise<void> {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  }
  return {
    ask: (name, request, rank) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(unavailable('the store is closed'));
        if (waiting.length >= MAX_WAITING) return reject(new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS }));
        const question: Question = { id: ++lastId, name, request, rank, resolve, reject, deadline: setTimeout(() => giveUp(question), deadlineMs).unref() };
        const before = waiting.findIndex((other) => other.rank > rank);
        waiting.splice(before === -1 ? waiting.length : before, 0, question);
        runNext();
      }),
    close: async () => {
      isClosed = true;
      for (const question of [takeRunning(), ...waiting.splice(0)]) {
        clearTimeout(question?.deadline);
        question?.reject(unavailable('the store is closed'));
      }
      clearTimeout(idle);
      await end();
    },
  };
}
