import { randomUUID } from 'node:crypto';
import type { Document } from 'mongodb';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { toHeld } from '../new-jobs.ts';
import type { HeldJob, JobOutcome, JobRecord, JobStore, JobSummary } from '../port/jobs.ts';
import { addJobs, serverTime } from './add-jobs.ts';
import { jobs } from './collections.ts';
import { toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { endFirstTry, type JobsOfActs, prolongFirstTry } from './jobs-of-acts.ts';

const FREED = { leaseId: null, leaseUntil: null };

/** `claim` also collects what acts of processes that died have left. */
export function createJobStore(engine: Engine, ofActs: JobsOfActs): JobStore {
  const collection = engine.collection('jobs');

  /** Leases the next due job outside these lanes; null when there is none. A lane that is taken is added to them. */
  async function claimNext(kinds: string[], leaseMs: number, busyLanes: string[]): Promise<JobRecord | null> {
    for (;;) {
      const now = await serverTime(engine);
      const isDue = { state: 'waiting', kind: { $in: kinds }, runAt: { $lte: now }, $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }] };
      const next = await collection.findOne({ ...isDue, lane: { $nin: busyLanes } }, { sort: { runAt: 1, _id: 1 }, projection: jobs.projection });
      if (!next) return null;
      const { lane, expiresAt } = jobs.toRecord(next);
      if (expiresAt && expiresAt <= now) {
        // All at once: many may expire in an outage, and what is due must not wait for them.
        await collection.updateMany({ ...isDue, expiresAt: { $lte: now } }, { $set: { state: 'done', lastError: 'expired', endedAt: now, ...FREED } });
        continue;
      }
      const isLaneTaken = async () =>
        lane !== null && (await collection.countDocuments({ lane, leaseUntil: { $gt: now }, _id: { $ne: next._id } }, { limit: 1 })) > 0;
      if (lane !== null) busyLanes.push(lane);
      if (await isLaneTaken()) continue;
      const lease = { leaseId: randomUUID(), leaseUntil: new Date(now.getTime() + leaseMs) };
      const leased = await collection.findOneAndUpdate(
        { ...isDue, _id: next._id },
        { $set: lease, $inc: { attempts: 1 } },
        { returnDocument: 'after', projection: jobs.projection },
      );
      // Another process was faster.
      if (!leased) continue;
      // Of two processes that lease jobs of one lane at the same time, one at least sees the other's lease, and gives its own back.
      if (!(await isLaneTaken())) return jobs.toRecord(leased);
      await collection.updateOne({ _id: next._id, leaseId: lease.leaseId }, { $set: FREED, $inc: { attempts: -1 } });
    }
  }

  async function end({ _id, lease }: HeldJob, outcome: JobOutcome): Promise<boolean> {
    const held = { _id: toId(_id), leaseId: lease.id, state: 'waiting' };
    if ('done' in outcome && outcome.done.length > 0) {
      // What follows is there before the job has ended; their keys make a second time harmless.
      if ((await collection.countDocuments(held, { limit: 1 })) === 0) return false;
      await addJobs(engine, outcome.done);
    }
    const now = await serverTime(engine);
    const set =
      'done' in outcome
        ? { state: 'done', endedAt: now }
        : 'dead' in outcome
          ? { state: 'dead', lastError: outcome.dead, endedAt: now }
          : postponed(outcome, now);
    const uncounted = 'retryAfterMs' in outcome && outcome.counts === false;
    const { matchedCount } = await collection.updateOne(held, {
      $set: { ...set, ...FREED },
      ...(uncounted && { $inc: { attempts: -1 } }),
    });
    return matchedCount > 0;
  }

  return {
    add: (added) => engine.run(() => addJobs(engine, added)),
    claim: (kinds, limit, leaseMs) =>
      engine.run(async (deadline) => {
        await ofActs.collect();
        const claimed: HeldJob[] = [];
        const busyLanes: string[] = [];
        while (claimed.length < limit && !deadline.hasPassed) {
          const job = await claimNext(kinds, leaseMs, busyLanes);
          if (!job) break;
          claimed.push(toHeld(job, { id: job.leaseId ?? '' }));
        }
        return claimed;
      }),
    end: (job, outcome) => engine.run(() => (job.lease.messageId ? endFirstTry(engine, job, outcome) : end(job, outcome))),
    renew: (job, leaseMs) =>
      engine.run(async () => {
        const now = await serverTime(engine);
        const leaseUntil = new Date(now.getTime() + leaseMs);
        if (job.lease.messageId) return prolongFirstTry(engine, job, leaseUntil);
        // Once it has run out, another job of the lane may have been leased.
        const held = { _id: toId(job._id), leaseId: job.lease.id, state: 'waiting', $or: [{ lane: null }, { leaseUntil: { $gt: now } }] };
        const { matchedCount } = await collection.updateOne(held, { $set: { leaseUntil } });
        return matchedCount > 0 ? job : null;
      }),
    get: (id) =>
      engine.run(async () => {
        const found = await collection.findOne({ _id: toId(id) }, { projection: jobs.projection });
        return found && jobs.toRecord(found);
      }),
    list: ({ limit, cursor, state, kind, siteIds }) =>
      engine.run(async () => {
        const filter: Document = {
          ...(state && { state }),
          ...(kind !== undefined && { kind }),
          ...(siteIds && { siteId: { $in: siteIds.map(toId) } }),
          ...(cursor !== undefined && { _id: { $lt: toId(readCursor<[string]>('jobs', cursor, [''])[0]) } }),
        };
        const found = await collection
          .find(filter, { projection: jobs.projection })
          .sort({ _id: -1 })
          .limit(limit + 1)
          .toArray();
        return toPage(found.map(jobs.toRecord), limit, ({ _id }) => writeCursor('jobs', [_id]));
      }),
    retry: (id) =>
      engine.run(async () => {
        const again = { state: 'waiting', attempts: 0, runAt: await serverTime(engine), endedAt: null };
        return (await collection.updateOne({ _id: toId(id), state: 'dead' }, { $set: again })).matchedCount > 0;
      }),
    discard: (id) => engine.run(async () => (await collection.deleteOne({ _id: toId(id), state: 'dead' })).deletedCount > 0),
    summarize: () =>
      engine.run(async () => {
        const count = (state: string) => ({ $sum: { $cond: [{ $eq: ['$state', state] }, 1, 0] } });
        const found = await collection
          .aggregate([
            { $match: { state: { $in: ['waiting', 'dead'] } } },
            {
              $group: {
                _id: '$kind',
                waiting: count('waiting'),
                dead: count('dead'),
                oldestDueAt: { $min: { $cond: [{ $eq: ['$state', 'waiting'] }, '$runAt', null] } },
              },
            },
            { $sort: { _id: 1 } },
          ])
          .toArray();
        return found.map(({ _id, waiting, dead, oldestDueAt }): JobSummary => ({ kind: String(_id), waiting, dead, oldestDueAt: oldestDueAt ?? null }));
      }),
  };
}

function postponed({ retryAfterMs, error }: { retryAfterMs: number; error: string }, now: Date): Document {
  return { runAt: new Date(now.getTime() + retryAfterMs), lastError: error };
}
