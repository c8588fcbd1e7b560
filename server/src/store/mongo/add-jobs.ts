import { toJobRecord } from '../new-jobs.ts';
import type { JobRecord, NewJob } from '../port/jobs.ts';
import { jobs } from './collections.ts';
import { toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { isDuplicateKey } from './mongo-errors.ts';

/** Adds those whose (kind, key) is new, due by the server's clock. */
export async function addJobs(engine: Engine, added: NewJob[], changes: Partial<JobRecord> = {}): Promise<void> {
  if (added.length === 0) return;
  const now = await serverTime(engine);
  const documents = added.map((job) => jobs.toDocument({ ...toJobRecord(job, now), ...changes }));
  try {
    await engine.collection('jobs').insertMany(documents, { ordered: false });
  } catch (failure) {
    if (!isDuplicateKey(failure)) throw failure;
  }
}

/** The database server's time: processes' clocks may differ by hours. */
export async function serverTime({ db }: Pick<Engine, 'db'>): Promise<Date> {
  const { localTime } = await db.command({ hello: 1 });
  return localTime;
}

/** Ends a job under its lease; false when that was lost. */
export async function endHeld(engine: Engine, id: string, leaseId: string): Promise<boolean> {
  const ended = { state: 'done', endedAt: await serverTime(engine), leaseId: null, leaseUntil: null };
  const { matchedCount } = await engine.collection('jobs').updateOne({ _id: toId(id), leaseId, state: 'waiting' }, { $set: ended });
  return matchedCount > 0;
}
