import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from './failure.ts';

/** Counts what one key does. */
export type Limiter = {
  /** Counts one; rejects with RATE_LIMITED and the time to wait when that is too much. */
  consume(key: string): Promise<void>;
  /** Takes one back. */
  giveBack(key: string): Promise<void>;
  /** The key starts over. */
  reset(key: string): Promise<void>;
};
/** `points` within `seconds` for each key. */
export type NewLimiter = (name: string, points: number, seconds: number) => Limiter;

/** Counts in this process. */
export const limitInMemory: NewLimiter = (_name, points, duration) => toLimiter(new RateLimiterMemory({ points, duration }));

/** A limiter of the library, as the product asks it. */
export function toLimiter(limiter: RateLimiterAbstract): Limiter {
  return {
    async consume(key) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) throw new AppError('RATE_LIMITED', { retryAfterMs: refusal.msBeforeNext });
        throw refusal;
      }
    },
    giveBack: async (key) => void (await limiter.reward(key)),
    reset: async (key) => void (await limiter.delete(key)),
  };
}
