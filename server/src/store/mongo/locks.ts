import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Document } from 'mongodb';
import type { Deadline, Engine } from './engine.ts';
import { isDuplicateKey, unavailable } from './mongo-errors.ts';

/** A lock whose holder has died is released after this time, in milliseconds; a live holder renews it in time. */
const LEASE_MS = 10_000;
const RETRY_MS = 50;

/** A held lock: its name, and what distinguishes this holder from others. */
type Lock = { name: string; holder: string };

/** Runs the act while no other instance holds the lock of this name; waits for it until the deadline. The lease uses the server's clock. */
export async function withLock<T>(engine: Engine, name: string, deadline: Deadline, act: () => Promise<T>): Promise<T> {
  const lock = { name, holder: randomUUID() };
  while (!(await acquire(engine, lock))) {
    if (deadline.hasPassed) throw unavailable(`the lock ${name} is held by another instance`);
    await wait(RETRY_MS);
  }
  return hold(engine, lock, act);
}

/** Runs the act, which may take any time, unless another instance holds the lock of this name; then it returns false. Rejects as the act does. */
export async function runWhenFree(engine: Engine, name: string, act: () => Promise<void>): Promise<boolean> {
  const lock = { name, holder: randomUUID() };
  if (!(await engine.run(() => acquire(engine, lock)))) return false;
  await hold(engine, lock, act);
  return true;
}

/** Keeps the lock while the act runs. A failed renewal is reported: once the lease ends, another instance may run the same act. */
async function hold<T>(engine: Engine, lock: Lock, act: () => Promise<T>): Promise<T> {
  const report = (what: string, cause?: unknown) => engine.report(new Error(`the lock ${lock.name} ${what}`, { cause }));
  const renewal = setInterval(() => {
    acquire(engine, lock).then(
      (isOurs) => isOurs || report('was lost to another instance while its work was under way'),
      (failure) => report('cannot be renewed', failure),
    );
  }, LEASE_MS / 3);
  try {
    return await act();
  } finally {
    clearInterval(renewal);
    // The work has succeeded or failed by now; a lock that remains expires.
    await release(engine, lock).catch((failure) => report('cannot be released and expires by itself', failure));
  }
}

/** Takes the lock, or renews the lease; false when another instance holds it. */
async function acquire(engine: Engine, { name, holder }: Lock): Promise<boolean> {
  const isFree = { $or: [{ $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }, { $eq: ['$holder', holder] }] };
  const whenFree = (value: unknown, field: string): Document => ({ $cond: ['$isFree', value, `$${field}`] });
  try {
    const lock = await engine
      .collection('locks')
      .findOneAndUpdate(
        { _id: name as never },
        [{ $set: { isFree } }, { $set: { holder: whenFree(holder, 'holder'), until: whenFree({ $add: ['$$NOW', LEASE_MS] }, 'until') } }, { $unset: 'isFree' }],
        { upsert: true, returnDocument: 'after' },
      );
    return lock?.holder === holder;
  } catch (failure) {
    // Two instances created the lock's document concurrently: the other one holds it.
    if (isDuplicateKey(failure)) return false;
    throw failure;
  }
}

async function release(engine: Engine, { name, holder }: Lock): Promise<void> {
  await engine.collection('locks').updateOne({ _id: name as never, holder }, { $set: { until: new Date(0) } });
}
