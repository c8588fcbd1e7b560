import { AppError } from './failure.ts';

/** A sender is told within this time that nothing can be stored now, in milliseconds, however many questions to the store take theirs. */
const TOLD_MS = 2000;
const RETRY_AFTER_MS = 1000;

/** Rejects with UNAVAILABLE when the work is not done in time. It goes on: whoever asks again gets what came of it. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AppError('UNAVAILABLE', { retryAfterMs: RETRY_AFTER_MS })), TOLD_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
