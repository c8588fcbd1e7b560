import type { SecretsRecord } from '../port/secrets.ts';
import type { Deadline, Engine } from './engine.ts';
import { isDuplicateKey, unavailable } from './mongo-errors.ts';

const ID = 'secrets' as never;

/** The secrets of the installation: the first process to store them wins, through one atomic write. */
export async function shareSecrets(engine: Engine, own: SecretsRecord, deadline: Deadline): Promise<SecretsRecord> {
  while (!deadline.hasPassed) {
    try {
      const kept = await engine
        .collection('installation')
        .findOneAndUpdate({ _id: ID }, { $setOnInsert: own }, { upsert: true, returnDocument: 'after', projection: { _id: 0 } });
      if (kept) return kept as unknown as SecretsRecord;
    } catch (failure) {
      // Two processes stored them concurrently: one of them won.
      if (!isDuplicateKey(failure)) throw failure;
    }
  }
  throw unavailable('the shared secrets cannot be determined');
}
