import { setTimeout as wait } from 'node:timers/promises';
import { MARK_KEPT_MS } from '../agent-read-mark-changes.ts';
import { DEAD_KEPT_MS, KEY_KEPT_MS } from '../new-jobs.ts';
import { ANY_OLD_MARK, REMOVE_OLD_MARKS } from './agent-read-marks.ts';
import type { Engine } from './group-commit.ts';
import { ANY_ENDED_JOB, REMOVE_ENDED_JOBS } from './jobs.ts';
import { REMOVE_VISITOR, removeImmediately } from './removals.ts';

/** How long a conversation without a message, and its visitor, is kept. */
const EMPTY_FOR_MS = 24 * 3600 * 1000;
const SLICE = 100;
const PAUSE_MS = 5;
/** Slices per maintenance; the next one continues. */
const MAX_SLICES = 20;

const EMPTY = 'SELECT _id FROM conversations WHERE lastMessageAt IS NULL AND lastSeq = 0 AND createdAt < @before ORDER BY createdAt LIMIT @limit';
const EXPIRED = `
SELECT siteId, visitorId, tokenExpiresAt FROM visitors
WHERE tokenExpiresAt > @after AND tokenExpiresAt <= @before ORDER BY tokenExpiresAt LIMIT @limit`;

/**
 * Removes conversations that never got a message, whose ids it returns, expired visitors without a conversation, and jobs that ended long ago, in slices. `onRemove` is
 * called in each act that removes.
 */
export function createPurgeExpired({ sql, read, write }: Engine, onRemove: () => void): (now: Date) => Promise<string[]> {
  /** Up to when visitors with expired tokens were checked. */
  let expiredUpTo = 0;

  async function removeEmpty(before: number): Promise<string[]> {
    const found = await write(() => {
      const empty = sql.all<{ _id: string }>(EMPTY, { before, limit: SLICE });
      if (empty.length > 0) onRemove();
      for (const { _id } of empty) removeImmediately(sql, _id);
      return empty;
    });
    return found.map(({ _id }) => _id);
  }
  /** How many were checked. */
  async function removeExpired(before: number): Promise<number> {
    const found = await read(() =>
      sql.all<{ siteId: string; visitorId: string; tokenExpiresAt: number }>(EXPIRED, { after: expiredUpTo, before, limit: SLICE }),
    );
    if (found.length > 0)
      await write(() => {
        onRemove();
        for (const visitor of found) sql.run(REMOVE_VISITOR, visitor);
      });
    // Several may expire in the same millisecond: the last one is checked again.
    const last = found.at(-1)?.tokenExpiresAt ?? before;
    expiredUpTo = found.length === SLICE && last - 1 > expiredUpTo ? last - 1 : last;
    return found.length;
  }
  /** How many were removed. */
  async function removeEndedJobs(state: 'done' | 'dead', before: number): Promise<number> {
    const isAny = await read(() => sql.get(ANY_ENDED_JOB, { state, before }) !== undefined);
    return isAny ? write(() => sql.run(REMOVE_ENDED_JOBS, { state, before, limit: SLICE })) : 0;
  }
  /** How many were removed. */
  async function removeOldMarks(before: number): Promise<number> {
    const isAny = await read(() => sql.get(ANY_OLD_MARK, { before }) !== undefined);
    return isAny ? write(() => sql.run(REMOVE_OLD_MARKS, { before, limit: SLICE })) : 0;
  }
  /** Removes slices until one is not full. */
  async function inSlices(take: () => Promise<number>): Promise<void> {
    for (let slice = 0; slice < MAX_SLICES && (await take()) === SLICE; slice++) await wait(PAUSE_MS, undefined, { ref: false });
  }
  return async (now) => {
    const removed: string[] = [];
    await inSlices(async () => {
      const ids = await removeEmpty(now.getTime() - EMPTY_FOR_MS);
      removed.push(...ids);
      return ids.length;
    });
    await inSlices(() => removeExpired(now.getTime()));
    await inSlices(() => removeEndedJobs('done', now.getTime() - KEY_KEPT_MS));
    await inSlices(() => removeEndedJobs('dead', now.getTime() - DEAD_KEPT_MS));
    await inSlices(() => removeOldMarks(now.getTime() - MARK_KEPT_MS));
    return removed;
  };
}
