import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createReaderLane, type FromThread, type ReaderLane, type ToThread } from './reader-lane.ts';

const TIMES = { deadlineMs: 20_000, graceMs: 10_000 };

/** A thread that answers when the test lets it. */
class Thread extends EventEmitter {
  received: ToThread[] = [];
  isEnded = false;
  unref() {}
  postMessage(message: ToThread) {
    this.received.push(message);
  }
  async terminate() {
    this.isEnded = true;
    this.emit('exit');
  }
  answer(message: FromThread) {
    this.emit('message', message);
  }
}

let threads: Thread[];
let lane: ReaderLane;
beforeEach(() => {
  vi.useFakeTimers();
  threads = [];
  lane = createReaderLane(() => {
    const thread = new Thread();
    threads.push(thread);
    return thread as unknown as Worker;
  }, TIMES);
});
afterEach(async () => {
  await lane.close();
  vi.useRealTimers();
});

/** The outcome of a query: its result, or the code of its failure. */
const ask = (rank = 0) =>
  lane.ask('countInbox', null, rank).then(
    (answer) => answer,
    ({ code }) => code as unknown,
  );
const received = (thread = threads[0]) => thread?.received.map(({ kind, id }) => `${kind} ${id}`);

test('[STORE7] a query that times out while waiting never runs; one that is running is abandoned', async () => {
  const asked = [ask(), ask(), ask()];
  await vi.advanceTimersByTimeAsync(TIMES.deadlineMs);
  expect(await Promise.all(asked)).toEqual(['TIMED_OUT', 'TIMED_OUT', 'TIMED_OUT']);
  expect(received()).toEqual(['read 1', 'abandon 1']);
  threads[0]?.answer({ id: 1, code: 'TIMED_OUT', details: undefined, failure: 'abandoned' });
  const next = ask();
  threads[0]?.answer({ id: 4, answer: 'four' });
  expect(await next).toBe('four');
  expect(received()).toEqual(['read 1', 'abandon 1', 'read 4']);
});

test('[STORE7] only the running query counts: a thread is terminated not because of waiting queries, but when it is stuck', async () => {
  const first = ask();
  const others = Array.from({ length: 150 }, () => ask());
  await vi.advanceTimersByTimeAsync(TIMES.deadlineMs - 1);
  const late = ask();
  const later = ask();
  threads[0]?.answer({ id: 1, answer: 'one' });
  expect(await first).toBe('one');
  // The second query now runs until all others have timed out.
  await vi.advanceTimersByTimeAsync(TIMES.deadlineMs - 2);
  expect(new Set(await Promise.all(others))).toEqual(new Set(['TIMED_OUT']));
  threads[0]?.answer({ id: 2, code: 'TIMED_OUT', details: undefined, failure: 'abandoned' });
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([false]);
  // Never answered.
  expect(received()?.at(-1)).toBe('read 152');
  await vi.advanceTimersByTimeAsync(TIMES.deadlineMs + TIMES.graceMs);
  expect(await Promise.all([late, later])).toEqual(['TIMED_OUT', 'TIMED_OUT']);
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([true]);
  const next = ask();
  threads[1]?.answer({ id: 154, answer: 'again' });
  expect(await next).toBe('again');
});

test('[STORE7] cheaper queries run first, in call order', async () => {
  for (const rank of [1, 1, 0, 1, 0]) void ask(rank);
  for (const id of [1, 3, 5, 2, 4]) threads[0]?.answer({ id, answer: null });
  expect(received()).toEqual(['read 1', 'read 3', 'read 5', 'read 2', 'read 4']);
});

test('a thread that dies fails only its running query, and the next query runs in another thread', async () => {
  const [first, second] = [ask(), ask()];
  threads[0]?.emit('error', new Error('out of memory'));
  threads[0]?.emit('exit');
  expect(await first).toBe('UNAVAILABLE');
  threads[1]?.answer({ id: 2, answer: 'two' });
  expect(await second).toBe('two');
  expect(threads).toHaveLength(2);
});

test('at most 200 queries wait, and an idle thread ends after five minutes', async () => {
  const asked = Array.from({ length: 202 }, () => ask());
  expect(await asked[201]).toBe('RATE_LIMITED');
  for (let id = 1; id <= 201; id++) threads[0]?.answer({ id, answer: id });
  expect(await Promise.all(asked.slice(0, 201))).toEqual(Array.from({ length: 201 }, (_, index) => index + 1));
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([true]);
});
