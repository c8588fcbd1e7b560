import { createGate } from '../gate.ts';
import type { NewLimiter } from '../limiter.ts';

/** A screen makes several calls at once, and again when it is reloaded. */
const WAITING_REPORTS = 5;

/** Runs a signed-in user's call, or rejects with RATE_LIMITED. */
export type UserLimits = <T>(userId: string, isHeavy: boolean, act: () => Promise<T>) => Promise<T>;

/** Limits each user's calls per 10 seconds. Of the calls that read a lot, one runs at a time, and up to five more of the same user wait. */
export function createUserLimits(callsPer10s: number, newLimiter: NewLimiter): UserLimits {
  const calls = newLimiter('calls-of-user', callsPer10s, 10);
  const reports = new Map<string, { gate: ReturnType<typeof createGate>; inside: number }>();
  return async (userId, isHeavy, act) => {
    await calls.consume(userId);
    if (!isHeavy) return act();
    const user = reports.get(userId) ?? { gate: createGate(1, WAITING_REPORTS), inside: 0 };
    reports.set(userId, user);
    user.inside += 1;
    try {
      return await user.gate(act);
    } finally {
      user.inside -= 1;
      if (user.inside === 0) reports.delete(userId);
    }
  };
}
