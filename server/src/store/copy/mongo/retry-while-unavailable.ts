import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../failure.ts';
import { describeMongoError } from '../../mongo/mongo-errors.ts';

const TRIES = 30;
const PAUSE_MS = 1000;

/** Retries for half a minute while the database is unreachable, as when its primary changes. The operation must be idempotent. */
export async function withPatience<T>(act: () => Promise<T>, pause: () => Promise<unknown> = () => wait(PAUSE_MS)): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (failure) {
      const told = describeMongoError(failure);
      if (tries === TRIES || !(told instanceof AppError && told.code === 'UNAVAILABLE')) throw failure;
      await pause();
    }
  }
}
