import { Collection, Db } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { addConversation, aJob, newId, say } from '../contract/samples.ts';
import type { HeldJob, NewJob } from '../port/jobs.ts';
import type { Store } from '../store.ts';
import { openMongoStore } from './open-mongo.ts';

const HOUR_MS = 3_600_000;
const LEASE_MS = 60_000;
const KINDS = ['answer'];

describe.skipIf(mongodbUri === null)('jobs of two processes whose clocks are hours apart', () => {
  const database = createTestDatabase('jobs');
  let stores: [Store, Store];
  /** How far each clock is ahead, in milliseconds. */
  let aheadMs: [number, number];
  beforeEach(async () => {
    aheadMs = [-2 * HOUR_MS, 2 * HOUR_MS];
    await (await database.openEmpty()).close();
    const open = (index: 0 | 1) => openMongoStore({ uri: database.uri, clock: () => new Date(Date.now() + aheadMs[index]), onProblem: () => {} });
    stores = [await open(0), await open(1)];
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));
  const [claim, addDue] = [
    (store: Store, limit = 10) => store.jobs.claim(KINDS, limit, LEASE_MS),
    async (...keys: string[]) => {
      const jobs = keys.map((key) => aJob({ key, due: { afterMs: 0 } }));
      await stores[0].jobs.add(jobs);
      return jobs;
    },
  ];

  test('[JOB3] nothing runs early, twice or never', async () => {
    await stores[0].jobs.add([aJob({ key: 'later', due: { afterMs: HOUR_MS } })]);
    await stores[1].jobs.add([aJob({ key: 'later too', due: { afterMs: HOUR_MS } })]);
    for (const store of stores) expect(await claim(store)).toEqual([]);
    await addDue('one', 'two');
    const [one] = await claim(stores[0], 1);
    const [two] = await claim(stores[1], 1);
    expect([one?.key, two?.key]).toEqual(['one', 'two']);
    for (const store of stores) expect(await claim(store)).toEqual([]);
    for (const store of stores) expect(await store.jobs.renew(one as HeldJob, LEASE_MS)).not.toBeNull();
    expect(await stores[1].jobs.end(two as HeldJob, { retryAfterMs: HOUR_MS, error: 'no' })).toBe(true);
    for (const store of stores) expect(await claim(store)).toEqual([]);
  });

  test('[JOB3] a first try is left to its process, and is made by another after that process has had its time', async () => {
    const [added] = await say(stores[0], await addConversation(stores[0]), { jobs: [aJob({ key: 'first' })] });
    expect(await claim(stores[1])).toEqual([]);
    aheadMs[1] += 20_000;
    expect(await claim(stores[1])).toEqual([]);
    aheadMs[1] += 11_000;
    expect(await claim(stores[1])).toMatchObject([{ key: 'first', attempts: 2 }]);
    // The frozen process continues: it ends nothing, and what would have followed is not added.
    const [lost] = added?.jobs ?? [];
    expect(await stores[0].jobs.renew(lost as HeldJob, LEASE_MS)).toBeNull();
    expect(await stores[0].jobs.end(lost as HeldJob, { done: [aJob({ key: 'follows' })] })).toBe(false);
    for (const store of stores) expect(await claim(store)).toEqual([]);
  });

  test('[ST70] the key of a job that just ended is known after maintenance by the process that is ahead', async () => {
    const [job] = await addDue('same');
    const [held] = await claim(stores[0]);
    await stores[0].jobs.end(held as HeldJob, { done: [] });
    await stores[1].maintain();
    await stores[1].jobs.add([aJob({ key: 'same' })]);
    expect(await claim(stores[1])).toEqual([]);
    expect(await stores[1].jobs.get((job as NewJob)._id)).toMatchObject({ state: 'done' });
  });

  test('[JOB5] of a lane one runs at a time, while two processes claim at once; each runs once', async () => {
    const lanes = ['a', 'b', 'c'];
    const jobs = Array.from({ length: 60 }, (_, index) => aJob({ key: String(index), lane: lanes[index % 3] as string, due: { afterMs: 0 } }));
    await stores[0].jobs.add(jobs);
    const laneOf = new Map(jobs.map(({ _id, lane }) => [_id, lane]));
    const running = new Set<unknown>();
    const ran: string[] = [];
    const beside: string[] = [];
    const work = async (store: Store) => {
      while (ran.length < jobs.length) {
        const held = await claim(store, 4);
        for (const { _id, key } of held) {
          if (running.has(laneOf.get(_id))) beside.push(key);
          running.add(laneOf.get(_id));
        }
        for (const job of held) {
          ran.push(job.key);
          running.delete(laneOf.get(job._id));
          await store.jobs.end(job, { done: [] });
        }
      }
    };
    await Promise.all(stores.map(work));
    expect(beside).toEqual([]);
    expect(ran.toSorted()).toEqual(jobs.map(({ key }) => key).toSorted());
  });

  test('[JOB9] without jobs, a message is the same writes as ever; a job that ends in its message is one more', async () => {
    const conversation = await addConversation(stores[0]);
    const methods = ['insertOne', 'insertMany', 'bulkWrite', 'updateOne', 'updateMany', 'findOneAndUpdate', 'deleteOne', 'deleteMany'] as const;
    const writesOf = async (jobs: NewJob[]) => {
      const spies = methods.map((method) => vi.spyOn(Collection.prototype, method));
      const commands = vi.spyOn(Db.prototype, 'command');
      const [added] = await say(stores[0], conversation, { jobs });
      for (const job of added?.jobs ?? []) await stores[0].jobs.end(job, { done: [] });
      const writes = spies.flatMap((spy, index) => spy.mock.contexts.map((context) => `${methods[index]} ${(context as Collection).collectionName}`));
      writes.push(...commands.mock.calls.map(([command]) => Object.keys(command)[0] ?? ''));
      vi.restoreAllMocks();
      return writes.toSorted();
    };
    expect(await writesOf([])).toEqual(['bulkWrite conversations', 'bulkWrite messages', 'insertMany messages']);
    const job = aJob({ key: newId(), conversationId: conversation._id, siteId: conversation.siteId });
    expect(await writesOf([job])).toEqual(['bulkWrite conversations', 'bulkWrite messages', 'bulkWrite messages', 'insertMany messages']);
  });
});
