import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Document } from 'mongodb';
import type { Deadline, Engine } from './engine.ts';
import { isDuplicateKey, unavailable } from './mongo-errors.ts';

/** A lock whose holder has died is free after this time, in milliseconds; a living holder asks for more in time. */
const LEASE_MS = 10_000;
const RETRY_MS = 50;

/** A lock that is held: its name, and what tells this holder from others. */
type Held = { name: string; holder: string };

/** Runs the act while no other instance holds the lock of this name; waits for it until the deadline. The lease goes by the server's clock. */
export async function withLock<T>(engine: Engine, name: string, deadline: Deadline, act: () => Promise<T>): Promise<T> {
  const lock = { name, holder: randomUUID() };
  while (!(await take(engine, lock))) {
    if (deadline.hasPassed) throw unavailable(`the lock ${name} is held by another instance`);
    await wait(RETRY_MS);
  }
  return hold(engine, lock, act);
}

/** Runs the act, which may take any time, unless another instance holds the lock of this name; false then. Rejects as the act does. */
export async function runWhenFree(engine: Engine, name: string, act: () => Promise<void>): Promise<boolean> {
  const lock = { name, holder: randomUUID() };
  if (!(await engine.run(() => take(engine, lock)))) return false;
  await hold(engine, lock, act);
  return true;
}

/** Keeps the lock while the act runs. A lease that cannot be renewed is told: from its end on another may run the same. */
async function hold<T>(engine: Engine, lock: Held, act: () => Promise<T>): Promise<T> {
  const tell = (what: string, cause?: unknown) => engine.tell(new Error(`the lock ${lock.name} ${what}`, { cause }));
  const renewal = setInterval(() => {
    take(engine, lock).then(
      (isOurs) => isOurs || tell('was lost to another instance while its work was under way'),
      (failure) => tell('cannot be renewed', failure),
    );
  }, LEASE_MS / 3);
  try {
    return await act();
  } finally {
    clearInterval(renewal);
    // The work is done or has failed by now; a lock that stays runs out.
    await release(engine, lock).catch((failure) => tell('cannot be given back and runs out by itself', failure));
  }
}

/** Takes the lock, or the lease again; false when someone else has it. */
async function take(engine: Engine, { name, holder }: Held): Promise<boolean> {
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
    // Two made the document of the lock at once: the other has it.
    if (isDuplicateKey(failure)) return false;
    throw failure;
  }
}

async function release(engine: Engine, { name, holder }: Held): Promise<void> {
  await engine.collection('locks').updateOne({ _id: name as never, holder }, { $set: { until: new Date(0) } });
}
