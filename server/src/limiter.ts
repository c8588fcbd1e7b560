import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from './failure.ts';

/** Counts the actions of a key. */
export type Limiter = {
  /** Counts one; rejects with RATE_LIMITED and the time to wait when the limit is exceeded. */
  consume(key: string): Promise<void>;
  /** Takes one back. */
  giveBack(key: string): Promise<void>;
  /** Resets the key. */
  reset(key: string): Promise<void>;
};
/** `points` within `seconds` for each key. */
export type NewLimiter = (name: string, points: number, seconds: number) => Limiter;

/** Counts in this process. */
export const limitInMemory: NewLimiter = (_name, points, duration) => toLimiter(new RateLimiterMemory({ points, duration }));

/** Adapts a limiter of the library to the product's interface. */
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
