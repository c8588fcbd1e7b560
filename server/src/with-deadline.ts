import { AppError } from './failure.ts';

/** Within this time a sender is notified that nothing can be stored now, in milliseconds, however many slow store calls are involved. */
const DEADLINE_MS = 2000;
const RETRY_AFTER_MS = 1000;

/** Rejects with UNAVAILABLE when the work is not done in time. It continues: a retry receives its outcome. */
export async function withDeadline<T>(work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new AppError('UNAVAILABLE', { retryAfterMs: RETRY_AFTER_MS })), DEADLINE_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
