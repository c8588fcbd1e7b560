import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { type NewLimiter, toLimiter } from '../limiter.ts';

/** Counts in Redis for all processes together; while Redis is unreachable, each process applies the same limit by itself. */
export function limitInRedis(client: Redis, installation: string): NewLimiter {
  return (name, points, duration) =>
    toLimiter(
      new RateLimiterRedis({
        storeClient: client,
        keyPrefix: `${installation}:${name}`,
        points,
        duration,
        rejectIfRedisNotReady: true,
        insuranceLimiter: new RateLimiterMemory({ points, duration }),
      }),
    );
}
