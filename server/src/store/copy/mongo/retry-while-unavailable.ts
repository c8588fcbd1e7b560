import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../failure.ts';
import { describeMongoError } from '../../mongo/mongo-errors.ts';

const MAX_ATTEMPTS = 30;
const PAUSE_MS = 1000;

/** Retries for half a minute while the database is unreachable, as when its primary changes. The operation must be idempotent. */
export async function retryWhileUnavailable<T>(act: () => Promise<T>, pause: () => Promise<unknown> = () => wait(PAUSE_MS)): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (failure) {
      const error = describeMongoError(failure);
      if (attempt === MAX_ATTEMPTS || !(error instanceof AppError && error.code === 'UNAVAILABLE')) throw failure;
      await pause();
    }
  }
}
