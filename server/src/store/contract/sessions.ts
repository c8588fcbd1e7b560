import { expect, test } from 'vitest';
import type { Store } from '../store.ts';
import { anAgent, aSession, at, newId, type OpenStore } from './samples.ts';

export function sessionsContract(open: OpenStore): void {
  test('a session comes back as it was added, until it is removed', async () => {
    const store = await open();
    const session = aSession(await addUser(store), { previousHash: 'before' });
    await store.sessions.add(session, 'hash');
    expect(await store.sessions.get(session._id)).toEqual(session);
    await store.sessions.remove(session._id);
    expect(await store.sessions.get(session._id)).toBeNull();
  });

  test('[ST24] of two concurrent rotations of one token, one wins', async () => {
    const store = await open();
    const session = aSession(await addUser(store));
    await store.sessions.add(session, 'hash');
    const rotate = (tokenHash: string) =>
      store.sessions.rotate(session._id, 'first', { tokenHash, previousHash: 'first', rotatedAt: at(5), expiresAt: at(90) });
    const won = await Promise.all([rotate('second'), rotate('other')]);
    expect(won.filter(Boolean)).toHaveLength(1);
    const tokenHash = won[0] ? 'second' : 'other';
    expect(await store.sessions.get(session._id)).toEqual({ ...session, tokenHash, previousHash: 'first', rotatedAt: at(5), expiresAt: at(90) });
    expect(await store.sessions.rotate(newId(), 'first', { tokenHash: 'x', previousHash: null, rotatedAt: at(5), expiresAt: at(90) })).toBe(false);
  });

  test('[ST25] a session starts only while its user is active and has the password that was checked', async () => {
    const store = await open();
    const [changed, inactive, invited] = [anAgent(), anAgent({ isActive: false }), anAgent({ passwordHash: null })];
    for (const agent of [changed, inactive, invited]) await store.agents.add(agent);
    await store.agents.replacePassword(changed._id, { from: 'hash', to: 'another', keptSession: newId() }, at(1));
    for (const userId of [changed._id, inactive._id, invited._id, newId()]) {
      const session = aSession(userId);
      expect(await store.sessions.add(session, 'hash')).toBe(false);
      expect(await store.sessions.get(session._id)).toBeNull();
    }
    expect(await store.sessions.add(aSession(changed._id), 'another')).toBe(true);
  });

  test('[ST25 ST28] a session that starts during a deactivation or password change does not outlive it', async () => {
    const store = await open();
    for (let round = 0; round < 20; round++) {
      const user = await addUser(store);
      const added = Array.from({ length: 4 }, () => aSession(user));
      const change = async () => {
        if (round % 2 === 0) await store.agents.update(user, { isActive: false }, at(1));
        else await store.agents.replacePassword(user, { from: 'hash', to: 'another', keptSession: newId() }, at(1));
      };
      await Promise.all([
        ...added.slice(0, 2).map((session) => store.sessions.add(session, 'hash')),
        change(),
        ...added.slice(2).map((session) => store.sessions.add(session, 'hash')),
      ]);
      for (const { _id } of added) expect(await store.sessions.get(_id)).toBeNull();
    }
  });

  test("[ST28] a password change ends the user's sessions except the one it keeps, and returns them", async () => {
    const store = await open();
    const [user, other] = [await addUser(store), await addUser(store)];
    const [a, b, c, d] = [aSession(user), aSession(user), aSession(user), aSession(other)];
    for (const session of [a, b, c, d]) await store.sessions.add(session, 'hash');
    const change = (from: string) => store.agents.replacePassword(user, { from, to: 'another', keptSession: b._id }, at(1));
    expect(await change('wrong')).toBeNull();
    expect(await store.sessions.get(a._id)).toEqual(a);
    expect((await change('hash'))?.sort()).toEqual([a._id, c._id].sort());
    expect(await change('another')).toEqual([]);
    for (const ended of [a, c]) expect(await store.sessions.get(ended._id)).toBeNull();
    for (const kept of [b, d]) expect(await store.sessions.get(kept._id)).toEqual(kept);
  });

  test("[ST28] a deactivation ends the user's sessions; activating an active user ends none", async () => {
    const store = await open();
    const [user, other] = [await addUser(store), await addUser(store)];
    const [own, others] = [aSession(user), aSession(other)];
    for (const session of [own, others]) await store.sessions.add(session, 'hash');
    await store.agents.update(user, { isActive: true, name: 'Ann', role: 'admin', lastSeenAt: at(1) }, at(1));
    expect(await store.sessions.get(own._id)).toEqual(own);
    await store.agents.update(user, { isActive: false }, at(2));
    await store.agents.update(user, { isActive: true }, at(3));
    expect(await store.sessions.get(own._id)).toBeNull();
    expect(await store.sessions.get(others._id)).toEqual(others);
  });

  test('removeExpired removes expired sessions', async () => {
    const store = await open();
    const user = await addUser(store);
    const [expired, valid] = [aSession(user, { expiresAt: at(10) }), aSession(user, { expiresAt: at(30) })];
    for (const session of [expired, valid]) await store.sessions.add(session, 'hash');
    await store.sessions.removeExpired(at(20));
    expect(await store.sessions.get(expired._id)).toBeNull();
    expect(await store.sessions.get(valid._id)).toEqual(valid);
  });
}

async function addUser(store: Store): Promise<string> {
  const user = anAgent();
  await store.agents.add(user);
  return user._id;
}
