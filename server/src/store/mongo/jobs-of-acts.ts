import { randomUUID } from 'node:crypto';
import type { Document } from 'mongodb';
import { ACT_LEASE_MS, toHeld } from '../new-jobs.ts';
import type { HeldJob, JobOutcome, JobRecord, NewJob } from '../port/jobs.ts';
import type { NewMessage } from '../port/messages.ts';
import { addJobs, serverTime } from './add-jobs.ts';
import { fromId, toId } from './documents.ts';
import type { Engine } from './engine.ts';

/**
 * Jobs are first stored in the document of the act that caused them, so that they exist exactly when the act does; `openJobs` counts them
 * there. The process that stored a message runs those of its jobs that are due, and most end right there: no further document is written.
 * All others move to the collection `jobs`: by that process, or by whichever has seen them for long enough.
 */
type OpenJob = NewJob & {
  /** Of the process that stored the message; null when the job is to be moved. */
  leaseId: string | null;
};
type Place = { collection: 'messages' | 'conversations'; id: string };

export type JobsOfActs = {
  /** Moves what processes that died have left; runs at most every two seconds. */
  collect(): Promise<void>;
};

/** How often acts are searched for jobs that no process has moved, in milliseconds, and after which time no process will. */
const INTERVAL_MS = 2000;
const UNMOVED_MS = 2000;
/** Version 0.1 gives pending answers within that time, unless their process has died. A second answer is impossible, so clocks may differ. */
const PENDING_MS = 60_000;
const BATCH_SIZE = 500;

/** What an act's document stores about its jobs. `leaseId`: of the process that runs the due ones itself. */
export function toOpenJobs(added: NewJob[] | undefined, leaseId: string | null): OpenJob[] {
  return (added ?? []).map((job) => ({ ...job, leaseId: isForOthers(job) ? null : leaseId }));
}

/** The message's jobs that its process runs itself. The message's id is their lease, since one process stores it. */
export function heldJobsOf({ _id, jobs = [] }: Pick<NewMessage, '_id' | 'jobs'>): HeldJob[] {
  return jobs.filter((job) => !isForOthers(job)).map((job) => toHeld({ ...job, attempts: 1 }, { id: _id, messageId: _id }));
}

/** Jobs that are due later, or in a lane. */
const isForOthers = ({ due, lane }: NewJob) => Boolean(due ?? lane);

/** Moves the jobs that are for others out of an act that was just stored. What fails is collected later. */
export async function moveJobs(engine: Engine, place: Place, jobs: NewJob[] | undefined, isAll = false): Promise<void> {
  const moved = (jobs ?? []).filter((job) => isAll || isForOthers(job));
  if (moved.length > 0) await move(engine, place, moved);
}

const withoutJob = (_id: string): Document => ({ $pull: { jobs: { _id } }, $inc: { openJobs: -1 } });

/** Ends jobs in their messages; false when the lease of one was lost. */
export async function endInMessages(engine: Engine, ended: HeldJob[]): Promise<boolean> {
  if (ended.length === 0) return true;
  const operations = ended.map(({ _id, lease }) => {
    const filter = { _id: toId(lease.messageId ?? ''), jobs: { $elemMatch: { _id, leaseId: lease.id } } };
    return { updateOne: { filter, update: withoutJob(_id) } };
  });
  return (await engine.collection('messages').bulkWrite(operations, { ordered: false })).matchedCount === ended.length;
}

async function holdsLease(engine: Engine, { _id, lease }: HeldJob): Promise<boolean> {
  const held = { _id: toId(lease.messageId ?? ''), jobs: { $elemMatch: { _id, leaseId: lease.id } } };
  return (await engine.collection('messages').countDocuments(held, { limit: 1 })) > 0;
}

/** Ends the first try of a message's job. */
export async function endFirstTry(engine: Engine, job: HeldJob, outcome: JobOutcome): Promise<boolean> {
  if ('done' in outcome) {
    if (outcome.done.length > 0 && !(await holdsLease(engine, job))) return false;
    // What follows is there before the job has ended; their keys make a second time harmless.
    await addJobs(engine, outcome.done);
    return endInMessages(engine, [job]);
  }
  const now = await serverTime(engine);
  if ('dead' in outcome) return moveFirstTry(engine, job, { state: 'dead', lastError: outcome.dead, endedAt: now, attempts: 1 });
  const attempts = outcome.counts === false ? 0 : 1;
  return moveFirstTry(engine, job, { runAt: new Date(now.getTime() + outcome.retryAfterMs), lastError: outcome.error, attempts });
}

/** The job under a lease that lasts until then. */
export async function prolongFirstTry(engine: Engine, job: HeldJob, leaseUntil: Date): Promise<HeldJob | null> {
  const leaseId = randomUUID();
  const isMoved = await moveFirstTry(engine, job, { attempts: 1, leaseId, leaseUntil });
  return isMoved ? { ...job, lease: { id: leaseId } } : null;
}

async function moveFirstTry(engine: Engine, job: HeldJob, changes: Partial<JobRecord>): Promise<boolean> {
  const place: Place = { collection: 'messages', id: job.lease.messageId ?? '' };
  if (!(await takeLease(engine, place, job._id, job.lease.id))) return false;
  await move(engine, place, [job], changes);
  return true;
}

/** From then on, whoever held the job there can no longer end it; false when they have. */
async function takeLease(engine: Engine, { collection, id }: Place, jobId: string, leaseId: string): Promise<boolean> {
  const held = { _id: toId(id), jobs: { $elemMatch: { _id: jobId, leaseId } } };
  return (await engine.collection(collection).updateOne(held, { $set: { 'jobs.$.leaseId': null } })).matchedCount === 1;
}

async function move(engine: Engine, { collection, id }: Place, moved: NewJob[], changes: Partial<JobRecord> = {}): Promise<void> {
  await addJobs(engine, moved, changes);
  for (const { _id } of moved) await engine.collection(collection).updateOne({ _id: toId(id), 'jobs._id': _id }, withoutJob(_id));
}

export function createJobsOfActs(engine: Engine, clock: () => Date): JobsOfActs {
  /** When this process first saw the jobs, by its own clock: the clocks of processes cannot be compared. */
  let seen = new Map<string, number>();
  let lastAt = Number.NEGATIVE_INFINITY;

  return {
    collect: async () => {
      const now = clock().getTime();
      if (Math.abs(now - lastAt) < INTERVAL_MS) return;
      lastAt = now;
      const seenNow = new Map<string, number>();
      const isOld = (name: string, afterMs: number) => {
        const since = seen.get(name) ?? now;
        seenNow.set(name, since);
        return now - since >= afterMs;
      };
      for (const collection of ['messages', 'conversations'] as const) {
        const acts = await engine
          .collection(collection)
          .find({ openJobs: { $gt: 0 } }, { projection: { jobs: 1 } })
          .limit(BATCH_SIZE)
          .toArray();
        for (const { _id, jobs } of acts) {
          const place: Place = { collection, id: fromId(_id) };
          for (const job of jobs as OpenJob[]) {
            if (!isOld(`${job._id} ${job.leaseId}`, job.leaseId === null ? UNMOVED_MS : ACT_LEASE_MS)) continue;
            if (job.leaseId !== null && !(await takeLease(engine, place, job._id, job.leaseId))) continue;
            await move(engine, place, [job], { attempts: job.leaseId === null ? 0 : 1 });
          }
        }
      }
      const pending = await engine
        .collection('messages')
        .find({ pending: { $exists: true }, createdAt: { $lt: new Date(now - PENDING_MS) } }, { projection: { siteId: 1, conversationId: 1 } })
        .limit(BATCH_SIZE)
        .toArray();
      for (const message of pending) await convertPending(engine, message);
      seen = seenNow;
    },
  };
}

/** Moves all of them, in a database that no process uses; returns how many acts had some. */
export async function moveAllJobs(engine: Engine): Promise<number> {
  let acts = 0;
  for (const collection of ['messages', 'conversations'] as const)
    for await (const { _id, jobs } of engine.collection(collection).find({ openJobs: { $gt: 0 } }, { projection: { jobs: 1 } })) {
      await move(engine, { collection, id: fromId(_id) }, jobs);
      acts++;
    }
  for await (const message of engine.collection('messages').find({ pending: { $exists: true } }, { projection: { siteId: 1, conversationId: 1 } })) {
    await convertPending(engine, message);
    acts++;
  }
  return acts;
}

/** A pending answer of version 0.1 becomes a job. */
async function convertPending(engine: Engine, { _id, siteId, conversationId }: Document): Promise<void> {
  const id = fromId(_id);
  await addJobs(engine, [{ _id: id, kind: 'answer', key: id, siteId: fromId(siteId), conversationId: fromId(conversationId), payload: {} }]);
  await engine.collection('messages').updateOne({ _id }, { $unset: { pending: 1 } });
}
