import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../failure.ts';
import { describeMongoError } from '../../mongo/mongo-errors.ts';

const TRIES = 30;
const PAUSE_MS = 1000;

/** Tries again for half a minute while the database cannot be reached, as when its primary changes. What is tried must bear being done twice. */
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
