import { randomUUID } from 'node:crypto';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { ACT_LEASE_MS, toHeld, toJobRecord } from '../new-jobs.ts';
import type { HeldJob, JobOutcome, JobRecord, JobStore, JobSummary, NewJob } from '../store.ts';
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
const REMOVE_ENDED = `DELETE FROM jobs ${OF_LEASE}`;
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

/** Jobs within the transactions of other acts. */
export type JobWrites = {
  /** Adds the jobs of a message; returns those that are due, leased to this process. */
  addOfMessage(messageId: string, added: NewJob[], at: Date): HeldJob[];
  /** Adds jobs for whoever claims them. */
  add(added: NewJob[]): void;
  /** Ends the job; without effect when its lease was lost. */
  end(job: HeldJob): boolean;
};

export function createJobWrites(sql: Sql, clock: () => Date): JobWrites {
  const insert = (job: NewJob, now: Date, held: Partial<JobRecord> = {}) => sql.run(ADD, jobs.toValues({ ...toJobRecord(job, now), ...held })) > 0;
  return {
    addOfMessage: (messageId, added, at) => {
      const now = clock();
      return added.flatMap((job) => {
        if (job.due || job.lane) {
          insert(job, now);
          return [];
        }
        const leaseId = randomUUID();
        const isAdded = insert(job, at, { attempts: 1, leaseId, leaseUntil: new Date(now.getTime() + ACT_LEASE_MS) });
        return isAdded ? [toHeld({ ...job, attempts: 1 }, { id: leaseId, messageId })] : [];
      });
    },
    add: (added) => {
      const now = clock();
      for (const job of added) insert(job, now);
    },
    // The message of the job is stored once, so that its key cannot return.
    end: ({ _id, lease }) =>
      lease.messageId ? sql.run(REMOVE_ENDED, { id: _id, leaseId: lease.id }) > 0 : sql.run(END, { id: _id, leaseId: lease.id, now: clock().getTime() }) > 0,
  };
}

/** At the start: whoever held a lease has died, since the file belongs to one process. */
export function freeLeases(sql: Sql): void {
  sql.run(FREE_ALL);
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
        return sql.run(RENEW, { id: job._id, leaseId: job.lease.id, until: now + leaseMs, now }) > 0 ? job : null;
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
