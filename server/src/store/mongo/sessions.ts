import type { SessionStore } from '../store.ts';
import { sessions } from './collections.ts';
import { fromId, toId } from './documents.ts';
import { type Engine, LONG_MS } from './engine.ts';

export function createSessionStore(engine: Engine): SessionStore {
  const collection = engine.collection('sessions');
  return {
    // Insert the session first, then check its user: a change of the user ends the sessions afterwards, so one of the two sees the other.
    add: (session, passwordHash) =>
      engine.run(async () => {
        await collection.insertOne(sessions.toDocument(session));
        const user = { _id: toId(session.userId), isActive: true, passwordHash };
        if (await engine.collection('users').findOne(user, { projection: { _id: 1 } })) return true;
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
    removeAllOf: (userId, exceptId) =>
      engine.run(async () => {
        const filter = { userId: toId(userId), ...(exceptId !== undefined && { _id: { $ne: toId(exceptId) } }) };
        const ended = (await collection.find(filter, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
        await collection.deleteMany({ _id: { $in: ended } });
        return ended.map(fromId);
      }),
    removeExpired: (at) => engine.run(async () => void (await collection.deleteMany({ expiresAt: { $lte: at } })), LONG_MS),
  };
}
