import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Document } from 'mongodb';
import type { Deadline, Engine } from './engine.ts';
import { unavailable } from './mongo-errors.ts';

/** A lock whose holder has died is free after this time, in milliseconds; a living holder asks for more in time. */
const LEASE_MS = 10_000;
const RETRY_MS = 50;

/** Runs the act while no other instance holds the lock of this name. The lease goes by the server's clock. */
export async function withLock<T>(engine: Engine, name: string, deadline: Deadline, act: () => Promise<T>): Promise<T> {
  const holder = randomUUID();
  while (!(await take(engine, name, holder))) {
    if (deadline.hasPassed) throw unavailable(`the lock ${name} is held by another instance`);
    await wait(RETRY_MS);
  }
  // A lease that cannot be renewed runs out; the act fails by itself where the database does not answer.
  const renewal = setInterval(() => void take(engine, name, holder).catch(() => {}), LEASE_MS / 3);
  try {
    return await act();
  } finally {
    clearInterval(renewal);
    await engine.collection('locks').updateOne({ _id: name as never, holder }, { $set: { until: new Date(0) } });
  }
}

/** Takes the lock, or the lease anew; false when somebody else has it. */
async function take(engine: Engine, name: string, holder: string): Promise<boolean> {
  const isFree = { $or: [{ $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }, { $eq: ['$holder', holder] }] };
  const whenFree = (value: unknown, field: string): Document => ({ $cond: ['$isFree', value, `$${field}`] });
  const lock = await engine
    .collection('locks')
    .findOneAndUpdate(
      { _id: name as never },
      [{ $set: { isFree } }, { $set: { holder: whenFree(holder, 'holder'), until: whenFree({ $add: ['$$NOW', LEASE_MS] }, 'until') } }, { $unset: 'isFree' }],
      { upsert: true, returnDocument: 'after' },
    );
  return lock?.holder === holder;
}
