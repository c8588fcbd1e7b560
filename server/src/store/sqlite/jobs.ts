import { randomUUID } from 'node:crypto';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { toHeld, toJobRecord } from '../new-jobs.ts';
import type { HeldJob, JobOutcome, JobRecord, JobStore, JobSummary, NewJob } from '../port/jobs.ts';
import type { NewMessage } from '../port/messages.ts';
import type { Sql } from './connection.ts';
import type { Engine } from './group-commit.ts';
import { findById } from './table.ts';
import { jobs } from './tables.ts';

/** Migration 7: due work. The pending answers of earlier versions become jobs. */
export const JOBS = `
CREATE TABLE jobs (
  number INTEGER PRIMARY KEY,
  _id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  siteId TEXT,
  conversationId TEXT,
  lane TEXT,
  payload TEXT NOT NULL,
  runAt INTEGER NOT NULL,
  expiresAt INTEGER,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
  attempts INTEGER NOT NULL,
  lastError TEXT,
  leaseId TEXT,
  leaseUntil INTEGER,
  endedAt INTEGER,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX jobs_key ON jobs (kind, key);
CREATE INDEX jobs_due ON jobs (runAt, number) WHERE state = 'waiting';
CREATE INDEX jobs_lane ON jobs (lane) WHERE lane IS NOT NULL AND leaseUntil IS NOT NULL;
CREATE INDEX jobs_ended ON jobs (endedAt) WHERE endedAt IS NOT NULL;
CREATE INDEX jobs_siteId ON jobs (siteId);
CREATE INDEX jobs_conversationId ON jobs (conversationId);
INSERT INTO jobs (_id, kind, key, siteId, conversationId, payload, runAt, state, attempts, createdAt)
  SELECT _id, 'answer', _id, siteId, conversationId, '{}', createdAt, 'waiting', 0, createdAt FROM messages WHERE pending IS NOT NULL;
UPDATE messages SET pending = NULL WHERE pending IS NOT NULL;
DROP INDEX messages_pending;
ALTER TABLE messages ADD COLUMN jobs TEXT;
CREATE INDEX messages_jobs ON messages (number) WHERE jobs IS NOT NULL;
`;

const ADD = `${jobs.insert} ON CONFLICT (kind, key) DO NOTHING`;
/** Many may expire in an outage; a claim must neither be held up by them nor hold up other writes. */
const EXPIRED_AT_ONCE = 500;
const IS_DUE = `state = 'waiting' AND runAt <= @now AND (leaseUntil IS NULL OR leaseUntil <= @now)
  AND kind IN (SELECT value FROM json_each(@kinds))
  AND (lane IS NULL OR NOT EXISTS (SELECT 1 FROM jobs held WHERE held.lane = jobs.lane AND held.leaseUntil > @now))`;
const DUE = `SELECT ${jobs.columns()} FROM jobs WHERE ${IS_DUE} AND (expiresAt IS NULL OR expiresAt > @now) ORDER BY runAt, number LIMIT @limit`;
const ANY_DUE = `SELECT 1 FROM jobs WHERE ${IS_DUE} LIMIT 1`;
const LEASE = 'UPDATE jobs SET leaseId = @leaseId, leaseUntil = @until, attempts = attempts + 1 WHERE _id = @id';
const FREE = 'leaseId = NULL, leaseUntil = NULL';
const OF_LEASE = `WHERE _id = @id AND leaseId = @leaseId AND state = 'waiting'`;
/** Once a lease has run out, another job of the lane may have been leased. */
const RENEW = `UPDATE jobs SET leaseUntil = @until ${OF_LEASE} AND (lane IS NULL OR leaseUntil > @now)`;
const END = `UPDATE jobs SET state = 'done', endedAt = @now, ${FREE} ${OF_LEASE}`;
const END_FIRST_TRY = `
UPDATE messages SET jobs = (SELECT nullif(json_group_array(json(value)), '[]') FROM json_each(messages.jobs) WHERE value ->> '_id' <> @id)
WHERE _id = @messageId AND EXISTS (SELECT 1 FROM json_each(messages.jobs) WHERE value ->> '_id' = @id)`;
const FIRST_TRIES = 'SELECT _id, jobs FROM messages WHERE jobs IS NOT NULL';
const FORGET_FIRST_TRIES = 'UPDATE messages SET jobs = NULL WHERE jobs IS NOT NULL';
const BURY = `UPDATE jobs SET state = 'dead', lastError = @error, endedAt = @now, ${FREE} ${OF_LEASE}`;
const POSTPONE = `UPDATE jobs SET runAt = @runAt, lastError = @error, attempts = attempts - @uncounted, ${FREE} ${OF_LEASE}`;
const EXPIRE = `
UPDATE jobs SET state = 'done', lastError = 'expired', endedAt = @now, ${FREE}
WHERE number IN (SELECT number FROM jobs WHERE ${IS_DUE} AND expiresAt <= @now ORDER BY runAt, number LIMIT ${EXPIRED_AT_ONCE})`;
const RETRY = `UPDATE jobs SET state = 'waiting', attempts = 0, runAt = @now, endedAt = NULL WHERE _id = @id AND state = 'dead'`;
const DISCARD = `DELETE FROM jobs WHERE _id = @id AND state = 'dead'`;
const FREE_ALL = `UPDATE jobs SET ${FREE} WHERE leaseId IS NOT NULL`;
const LIST = `
SELECT ${jobs.columns()} FROM jobs
WHERE _id < @before AND (@state IS NULL OR state = @state) AND (@kind IS NULL OR kind = @kind)
  AND (@siteIds IS NULL OR siteId IN (SELECT value FROM json_each(@siteIds)))
ORDER BY _id DESC LIMIT @limit + 1`;
const SUMMARY = `
SELECT kind, sum(state = 'waiting') AS waiting, sum(state = 'dead') AS dead, min(CASE WHEN state = 'waiting' THEN runAt END) AS oldestDueAt
FROM jobs WHERE state <> 'done' GROUP BY kind ORDER BY kind`;
export const REMOVE_JOBS_OF_CONVERSATION = 'DELETE FROM jobs WHERE conversationId = @id';
export const REMOVE_JOBS_OF_SITE = 'DELETE FROM jobs WHERE number IN (SELECT number FROM jobs WHERE siteId = @id LIMIT @limit)';
export const ANY_ENDED_JOB = 'SELECT 1 FROM jobs WHERE endedAt < @before AND state = @state LIMIT 1';
export const REMOVE_ENDED_JOBS = 'DELETE FROM jobs WHERE number IN (SELECT number FROM jobs WHERE endedAt < @before AND state = @state LIMIT @limit)';

/** Of a message's jobs, this process runs those that are due; they are stored in the message's own row, where most end. */
export function splitJobs({ _id, jobs: added = [] }: Pick<NewMessage, '_id' | 'jobs'>): { row: NewJob[] | null; held: HeldJob[]; others: NewJob[] } {
  if (added.length === 0) return { row: null, held: [], others: [] };
  const row = added.filter(({ due, lane }) => !due && !lane);
  const held = row.map((job) => toHeld({ ...job, attempts: 1 }, { id: _id, messageId: _id }));
  return { row: row.length > 0 ? row : null, held, others: added.filter((job) => !row.includes(job)) };
}

/** Jobs within the transactions of other acts. */
export type JobWrites = {
  /** Adds jobs for whoever claims them. */
  add(added: NewJob[]): void;
  /** Ends the job; without effect when its lease was lost. */
  end(job: HeldJob): boolean;
  /** Moves the first try of a message's job to the table, with these changes; false when it has ended. */
  moveFirstTry(job: HeldJob, changes: Partial<JobRecord>): boolean;
};

export function createJobWrites(sql: Sql, clock: () => Date): JobWrites {
  const insert = (job: NewJob, changes: Partial<JobRecord> = {}) => sql.run(ADD, jobs.toValues({ ...toJobRecord(job, clock()), ...changes }));
  const endFirstTry = ({ _id, lease: { messageId } }: HeldJob) => sql.run(END_FIRST_TRY, { id: _id, messageId }) > 0;
  return {
    add: (added) => {
      for (const job of added) insert(job);
    },
    end: (job) => (job.lease.messageId ? endFirstTry(job) : sql.run(END, { id: job._id, leaseId: job.lease.id, now: clock().getTime() }) > 0),
    moveFirstTry: (job, changes) => {
      if (!endFirstTry(job)) return false;
      insert(job, { attempts: 1, ...changes });
      return true;
    },
  };
}

/** At the start, and before a copy: whoever held a lease has died, since the file belongs to one process. */
export function freeLeases(sql: Sql, now: Date): void {
  sql.run(FREE_ALL);
  const found = sql.all<{ jobs: string }>(FIRST_TRIES);
  if (found.length === 0) return;
  for (const { jobs: text } of found) {
    for (const job of JSON.parse(text) as NewJob[]) {
      const expiresAt = job.expiresAt ? new Date(job.expiresAt) : null;
      sql.run(ADD, jobs.toValues({ ...toJobRecord({ ...job, expiresAt }, now), attempts: 1 }));
    }
  }
  sql.run(FORGET_FIRST_TRIES);
}

export function createJobStore({ sql, read, write, writeSoon }: Engine, writes: JobWrites, clock: () => Date): JobStore {
  function claim(kinds: string, limit: number, leaseMs: number): HeldJob[] {
    const now = clock();
    const lanes = new Set<string>();
    sql.run(EXPIRE, { kinds, now: now.getTime() });
    return sql.all(DUE, { kinds, limit, now: now.getTime() }).flatMap((row) => {
      const job = jobs.toRecord(row);
      if (job.lane !== null && lanes.has(job.lane)) return [];
      if (job.lane !== null) lanes.add(job.lane);
      const leaseId = randomUUID();
      sql.run(LEASE, { id: job._id, leaseId, until: now.getTime() + leaseMs });
      return [toHeld({ ...job, attempts: job.attempts + 1 }, { id: leaseId })];
    });
  }

  function end(job: HeldJob, outcome: JobOutcome): boolean {
    if ('done' in outcome) {
      if (!writes.end(job)) return false;
      writes.add(outcome.done);
      return true;
    }
    const now = clock().getTime();
    if (job.lease.messageId) return writes.moveFirstTry(job, afterFirstTry(outcome, now));
    const lease = { id: job._id, leaseId: job.lease.id };
    if ('dead' in outcome) return sql.run(BURY, { ...lease, error: outcome.dead, now }) > 0;
    const { retryAfterMs, error, counts = true } = outcome;
    return sql.run(POSTPONE, { ...lease, error, runAt: now + retryAfterMs, uncounted: Number(!counts) }) > 0;
  }

  return {
    add: (added) => write(() => writes.add(added)),
    claim: async (kinds, limit, leaseMs) => {
      const names = JSON.stringify(kinds);
      // Looking is cheap; a transaction without a change is not.
      const isAnyDue = await read(() => sql.get(ANY_DUE, { kinds: names, now: clock().getTime() }) !== undefined);
      return isAnyDue ? write(() => claim(names, limit, leaseMs)) : [];
    },
    end: async (job, outcome) => {
      if (!('done' in outcome && outcome.soon)) return write(() => end(job, outcome));
      writeSoon({ act: () => void end(job, outcome), whenDurable: () => {} });
      return true;
    },
    renew: (job, leaseMs) =>
      write(() => {
        const now = clock().getTime();
        const until = now + leaseMs;
        if (!job.lease.messageId) return sql.run(RENEW, { id: job._id, leaseId: job.lease.id, until, now }) > 0 ? job : null;
        const leaseId = randomUUID();
        return writes.moveFirstTry(job, { leaseId, leaseUntil: new Date(until) }) ? { ...job, lease: { id: leaseId } } : null;
      }),
    get: (id) => read(() => findById(sql, jobs, id)),
    list: ({ limit, cursor, state = null, kind = null, siteIds }) =>
      read(() => {
        const [before] = cursor === undefined ? ['g'] : readCursor('jobs', cursor, ['']);
        const rows = sql.all(LIST, { before, state, kind, siteIds: siteIds ? JSON.stringify(siteIds) : null, limit });
        return toPage(rows.map(jobs.toRecord), limit, ({ _id }) => writeCursor('jobs', [_id]));
      }),
    retry: (id) => write(() => sql.run(RETRY, { id, now: clock().getTime() }) > 0),
    discard: (id) => write(() => sql.run(DISCARD, { id }) > 0),
    summarize: () =>
      read(() =>
        sql
          .all<Omit<JobSummary, 'oldestDueAt'> & { oldestDueAt: number | null }>(SUMMARY)
          .map((row) => ({ ...row, oldestDueAt: row.oldestDueAt === null ? null : new Date(row.oldestDueAt) })),
      ),
  };
}

/** What the first try of a message's job leaves in the table. */
function afterFirstTry(outcome: Exclude<JobOutcome, { done: NewJob[] }>, now: number): Partial<JobRecord> {
  if ('dead' in outcome) return { state: 'dead', lastError: outcome.dead, endedAt: new Date(now) };
  return { runAt: new Date(now + outcome.retryAfterMs), lastError: outcome.error, attempts: outcome.counts === false ? 0 : 1 };
}
