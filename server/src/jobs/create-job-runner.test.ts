import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addConversation, aJob, say } from '../store/contract/samples.ts';
import { ACT_LEASE_MS } from '../store/new-jobs.ts';
import type { HeldJob } from '../store/port/jobs.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { Store } from '../store/store.ts';
import { createJobRunner, type JobRunner } from './create-job-runner.ts';
import { type JobHandler, JobRefused } from './job-handler.ts';

const LEASE_MS = 30_000;

let store: Store;
let now: number;
const runners: JobRunner[] = [];
beforeEach(() => {
  now = Date.UTC(2026, 10, 23, 12);
  store = openSqliteStore({ file: ':memory:', clock: () => new Date(now), readsInThread: false });
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await store.close();
});

function createRunner(...handlers: (Partial<JobHandler> & Pick<JobHandler, 'run'>)[]): JobRunner {
  const complete = handlers.map((handler) => ({ kind: 'answer', retryAfterMs: [1000, 5000], atOnce: 4, leaseMs: LEASE_MS, ...handler }));
  const runner = createJobRunner({ store, log: pino({ level: 'silent' }) }, complete);
  runners.push(runner);
  return runner;
}

/** Only these: the store commits at the end of a turn. */
const fakeTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });

/** Lets the store answer, without moving a timer. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A run that the test ends. */
function aRun() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const started: HeldJob[] = [];
  return { started, end: resolve, fail: reject, run: (job: HeldJob) => (started.push(job), promise) };
}

test('[JOB4] a job that fails is tried again after each of its delays, and is then dead', async () => {
  const job = aJob();
  await store.jobs.add([job]);
  const tries: number[] = [];
  const runner = createRunner({ run: async ({ attempts }) => (tries.push(attempts), Promise.reject(new Error('refused'))) });
  runner.start();
  for (const [index, afterMs] of [1000, 5000].entries()) {
    await expect
      .poll(() => store.jobs.get(job._id))
      .toMatchObject({ state: 'waiting', attempts: index + 1, lastError: 'refused', runAt: new Date(now + afterMs) });
    now += afterMs;
    runner.wake();
  }
  await expect.poll(() => store.jobs.get(job._id)).toMatchObject({ state: 'dead', lastError: 'refused' });
  expect(tries).toEqual([1, 2, 3]);
});

test('[JOB4] a refused job is dead at once', async () => {
  const job = aJob();
  await store.jobs.add([job]);
  createRunner({ run: () => Promise.reject(new JobRefused('no such address')) }).start();
  await expect.poll(() => store.jobs.get(job._id)).toMatchObject({ state: 'dead', attempts: 1, lastError: 'no such address' });
});

test('[JOB4] a job whose tries ended with their process is dead, and is not run', async () => {
  const job = aJob();
  await store.jobs.add([job]);
  for (let attempt = 1; attempt <= 3; attempt++) expect(await store.jobs.claim(['answer'], 1, 0)).toMatchObject([{ attempts: attempt }]);
  const { started, run } = aRun();
  createRunner({ run }).start();
  await expect.poll(() => store.jobs.get(job._id)).toMatchObject({ state: 'dead' });
  expect(started).toEqual([]);
});

test('[JOB3] the lease of a running job is renewed; the first one of a message’s job before others may take it over', async () => {
  const conversation = await addConversation(store);
  const [added] = await say(store, conversation, { jobs: [aJob({ key: 'of a message' })] });
  fakeTimers();
  const { started, run, end } = aRun();
  const leaseMs = 4 * ACT_LEASE_MS;
  const runner = createRunner({ run, leaseMs });
  if (added) runner.runOfMessage(added);
  expect(started).toHaveLength(1);
  const claimed = vi.fn();
  for (let passed = 0; passed < 2 * leaseMs; passed += 5000) {
    now += 5000;
    await vi.advanceTimersByTimeAsync(5000);
    void store.jobs.claim(['answer'], 1, leaseMs).then(claimed);
    await turns();
  }
  vi.useRealTimers();
  end();
  await runner.idle();
  expect(claimed.mock.calls.flat(2)).toEqual([]);
  expect((await store.jobs.list({ limit: 1, state: 'waiting' })).items).toEqual([]);
});

test('[JOB3] a job ends under the lease of a renewal that was in flight', async () => {
  fakeTimers();
  await store.jobs.add([aJob()]);
  const renewal = Promise.withResolvers<void>();
  const renew = vi.spyOn(store.jobs, 'renew').mockImplementation(async (job) => {
    await renewal.promise;
    return { ...job, lease: { id: 'renewed' } };
  });
  const end = vi.spyOn(store.jobs, 'end');
  const { started, run, end: endRun } = aRun();
  const runner = createRunner({ run });
  runner.start();
  await vi.waitUntil(() => started.length === 1);
  await vi.advanceTimersByTimeAsync(LEASE_MS / 3);
  expect(renew).toHaveBeenCalledOnce();
  endRun();
  await vi.advanceTimersByTimeAsync(0);
  expect(end).not.toHaveBeenCalled();
  renewal.resolve();
  await runner.idle();
  expect(end.mock.calls.map(([job]) => job.lease.id)).toEqual(['renewed']);
});

test('[JOB3] a process that was frozen beyond the lease does not run a job twice beside itself', async () => {
  const job = aJob();
  await store.jobs.add([job]);
  const { started, run, end } = aRun();
  const runner = createRunner({ run });
  runner.start();
  await expect.poll(() => started).toHaveLength(1);
  now += 2 * LEASE_MS;
  runner.wake();
  await expect.poll(() => store.jobs.get(job._id)).toMatchObject({ attempts: 2 });
  end();
  await runner.idle();
  expect(started).toHaveLength(1);
  expect(await store.jobs.get(job._id)).toMatchObject({ state: 'done' });
});

test('[JOB2] while the database is away, the end of a job is stored once it is back, and the job does not run again', async () => {
  const job = aJob();
  await store.jobs.add([job]);
  vi.spyOn(store.jobs, 'end').mockRejectedValueOnce(new Error('unavailable'));
  const { started, run, end } = aRun();
  end();
  createRunner({ run }).start();
  await expect.poll(() => store.jobs.get(job._id)).toMatchObject({ state: 'done' });
  expect(started).toHaveLength(1);
});

test('[JOB8] jobs of unknown kinds are left to those who know them', async () => {
  const job = aJob({ kind: 'of a newer version' });
  const known = aJob();
  await store.jobs.add([job, known]);
  createRunner({ run: async () => {} }).start();
  await expect.poll(() => store.jobs.get(known._id)).toMatchObject({ state: 'done' });
  expect(await store.jobs.get(job._id)).toMatchObject({ state: 'waiting', attempts: 0, leaseId: null });
});

test('[JOB5] a stop claims no more jobs and waits for those that run', async () => {
  const jobs = Array.from({ length: 3 }, (_, index) => aJob({ key: String(index) }));
  await store.jobs.add(jobs);
  const { started, run, end } = aRun();
  const runner = createRunner({ run, atOnce: 1 });
  runner.start();
  await expect.poll(() => started).toHaveLength(1);
  let isStopped = false;
  const stopping = runner.stop().then(() => (isStopped = true));
  runner.wake();
  await store.jobs.list({ limit: 1 });
  expect(isStopped).toBe(false);
  end();
  await stopping;
  expect(started).toHaveLength(1);
  expect((await store.jobs.list({ limit: 10, state: 'waiting' })).items.map(({ attempts }) => attempts)).toEqual([0, 0]);
});

test('a wake while due jobs are read looks again', async () => {
  const claim = store.jobs.claim;
  const gate = Promise.withResolvers<void>();
  const spy = vi.spyOn(store.jobs, 'claim').mockImplementationOnce(async (...asked) => {
    const claimed = await claim(...asked);
    await gate.promise;
    return claimed;
  });
  fakeTimers();
  const runner = createRunner({ run: async () => {} });
  runner.start();
  await turns();
  runner.wake();
  expect(spy).toHaveBeenCalledTimes(1);
  gate.resolve();
  await turns();
  expect(spy).toHaveBeenCalledTimes(2);
});

test('[JOB6] a handler that fails each time holds up no job of other kinds', async () => {
  const other = aJob({ kind: 'mail' });
  await store.jobs.add([...Array.from({ length: 50 }, (_, index) => aJob({ key: String(index) })), other]);
  createRunner({ run: () => Promise.reject(new Error('down')) }, { kind: 'mail', run: async () => {} }).start();
  await expect.poll(() => store.jobs.get(other._id)).toMatchObject({ state: 'done' });
});
