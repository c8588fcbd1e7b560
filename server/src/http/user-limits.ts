import { createConcurrencyLimit } from '../concurrency-limit.ts';
import type { NewLimiter } from '../limiter.ts';

/** A screen makes several calls at once, and again when it is reloaded. */
const WAITING_REPORTS = 5;

/** Runs a signed-in user's call, or rejects with RATE_LIMITED. */
export type UserLimits = <T>(userId: string, isHeavy: boolean, act: () => Promise<T>) => Promise<T>;

/** Limits each user's calls per 10 seconds. Of the calls that read a lot, one runs at a time, and up to five more of the same user wait. */
export function createUserLimits(callsPer10s: number, newLimiter: NewLimiter): UserLimits {
  const calls = newLimiter('calls-of-user', callsPer10s, 10);
  const reports = new Map<string, { limit: ReturnType<typeof createConcurrencyLimit>; inside: number }>();
  return async (userId, isHeavy, act) => {
    await calls.consume(userId);
    if (!isHeavy) return act();
    const user = reports.get(userId) ?? { limit: createConcurrencyLimit(1, WAITING_REPORTS), inside: 0 };
    reports.set(userId, user);
    user.inside += 1;
    try {
      return await user.limit(act);
    } finally {
      user.inside -= 1;
      if (user.inside === 0) reports.delete(userId);
    }
  };
}
