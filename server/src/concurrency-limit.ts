import { AppError } from './failure.ts';

/**
 * Runs at most `limit` pieces of work at a time; up to `maxWaiting` more wait their turn, first come, first served. Work beyond that is
 * rejected with RATE_LIMITED before it starts.
 */
export function createConcurrencyLimit(limit: number, maxWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < limit) running += 1;
    else if (waiting.length < maxWaiting) await new Promise<void>((start) => waiting.push(start));
    else throw new AppError('RATE_LIMITED', { retryAfterMs: 1000 });
    try {
      return await work();
    } finally {
      // The place is handed over, so `running` changes only when no work is waiting.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
