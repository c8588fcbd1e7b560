import type { SessionStore } from '../port/sessions.ts';
import { sessions } from './collections.ts';
import { toId } from './documents.ts';
import { SESSIONS_BEGUN } from './end-sessions.ts';
import { type Engine, LONG_MS } from './engine.ts';

export function createSessionStore(engine: Engine): SessionStore {
  const collection = engine.collection('sessions');
  return {
    // Insert the session first, then count it at its user: `end-sessions.ts` relies on that order. No client knows a session before it is counted.
    add: (session, passwordHash) =>
      engine.run(async () => {
        // Acts may be restarted.
        await collection.replaceOne({ _id: toId(session._id) }, sessions.toDocument(session), { upsert: true });
        const user = { _id: toId(session.userId), isActive: true, passwordHash };
        const counted = await engine.collection('users').updateOne(user, { $inc: { [SESSIONS_BEGUN]: 1 } });
        if (counted.matchedCount > 0) return true;
        await collection.deleteOne({ _id: toId(session._id) });
        return false;
      }),
    get: (id) =>
      engine.run(async () => {
        const found = await collection.findOne({ _id: toId(id) }, { projection: sessions.projection });
        return found && sessions.toRecord(found);
      }),
    rotate: (id, currentHash, next) =>
      engine.run(async () => {
        const rotated = await collection.updateOne({ _id: toId(id), tokenHash: currentHash }, { $set: next });
        return rotated.matchedCount > 0;
      }),
    remove: (id) => engine.run(async () => void (await collection.deleteOne({ _id: toId(id) }))),
    removeExpired: (at) => engine.run(async () => void (await collection.deleteMany({ expiresAt: { $lte: at } })), LONG_MS),
  };
}
