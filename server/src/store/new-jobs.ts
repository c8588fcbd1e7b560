import type { HeldJob, JobRecord, NewJob } from './port/jobs.ts';

/** How long the process that stored a message may take for the jobs of it, in milliseconds. */
export const ACT_LEASE_MS = 30_000;
/** How long the keys of ended jobs, and dead jobs, are kept. */
export const KEY_KEPT_MS = 3_600_000;
export const DEAD_KEPT_MS = 30 * 24 * 3_600_000;

/** When the job is due, by a clock that stands at `now`. */
function dueAt({ due }: Pick<NewJob, 'due'>, now: Date): Date {
  if (!due) return now;
  return 'at' in due ? due.at : new Date(now.getTime() + due.afterMs);
}

/** The record of a job that is added now, and that nobody runs yet. */
export function toJobRecord(job: NewJob, now: Date): JobRecord {
  const { _id, kind, key, siteId, conversationId, lane = null, payload, expiresAt = null } = job;
  const unheld = { state: 'waiting' as const, attempts: 0, lastError: null, leaseId: null, leaseUntil: null, endedAt: null };
  return { _id, kind, key, siteId, conversationId, lane, payload, runAt: dueAt(job, now), expiresAt, createdAt: now, ...unheld };
}

/** The job as whoever runs it sees it. */
export function toHeld(job: Omit<HeldJob, 'lease'>, lease: HeldJob['lease']): HeldJob {
  const { _id, kind, key, siteId, conversationId, payload, attempts } = job;
  return { _id, kind, key, siteId, conversationId, payload, attempts, lease };
}
