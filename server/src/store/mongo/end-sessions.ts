import { fromId, toId } from './documents.ts';
import type { Deadline, Engine } from './engine.ts';
import { unavailable } from './mongo-errors.ts';

/** Field of a user that counts the sessions started so far; absent before the first one. Only a password change compares it. */
export const SESSIONS_BEGUN = 'sessionsBegun';

/** Ends the user's sessions, but for one when `keptSession` is given; returns the ended ids. */
export async function endSessions(engine: Engine, userId: string, keptSession?: string): Promise<string[]> {
  const collection = engine.collection('sessions');
  const filter = { userId: toId(userId), ...(keptSession !== undefined && { _id: { $ne: toId(keptSession) } }) };
  const ended = (await collection.find(filter, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
  if (ended.length > 0) await collection.deleteMany({ _id: { $in: ended } });
  return ended.map(fromId);
}

/**
 * Ends the other sessions and then sets the password, provided that no session has started in between; otherwise does both again. So a crash
 * leaves either the old password or no old session, never the new password beside an old session: that would be the intruder whom the change
 * was meant to lock out.
 */
export async function replacePassword(
  engine: Engine,
  { id, from, to, keptSession, at, deadline }: { id: string; from: string; to: string; keptSession: string; at: Date; deadline: Deadline },
  ended: Set<string>,
): Promise<boolean> {
  const users = engine.collection('users');
  const unchanged = { _id: toId(id), isActive: true, passwordHash: from };
  while (!deadline.hasPassed) {
    const user = await users.findOne(unchanged, { projection: { [SESSIONS_BEGUN]: 1 } });
    if (!user) return false;
    for (const session of await endSessions(engine, id, keptSession)) ended.add(session);
    const counted = { ...unchanged, [SESSIONS_BEGUN]: user[SESSIONS_BEGUN] ?? null };
    const replaced = await users.updateOne(counted, { $set: { passwordHash: to, updatedAt: at } });
    if (replaced.matchedCount > 0) return true;
  }
  throw unavailable('too many sessions start at once');
}
