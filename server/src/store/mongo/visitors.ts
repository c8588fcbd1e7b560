import type { VisitorStore } from '../port/visitors.ts';
import { visitors } from './collections.ts';
import { toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { isDuplicateKey } from './mongo-errors.ts';

export function createVisitorStore(engine: Engine): VisitorStore {
  const collection = engine.collection('visitors');
  return {
    add: (visitor) =>
      engine.run(async () => {
        try {
          await collection.insertOne(visitors.toDocument(visitor));
          return true;
        } catch (failure) {
          if (isDuplicateKey(failure)) return false;
          throw failure;
        }
      }),
    get: (siteId, visitorId) =>
      engine.run(async () => {
        const found = await collection.findOne({ siteId: toId(siteId), visitorId }, { projection: visitors.projection });
        return found && visitors.toRecord(found);
      }),
    touch: (siteId, visitorId, { lastSeenAt, tokenExpiresAt }) =>
      engine.run(async () => void (await collection.updateOne({ siteId: toId(siteId), visitorId }, { $set: { lastSeenAt, tokenExpiresAt } }))),
  };
}
