import { expect, test } from 'vitest';
import type { AgentChanges } from '../port/agents.ts';
import { anAgent, at, idsOf, newId, type OpenStore } from './samples.ts';

export function agentsContract(open: OpenStore): void {
  test('an agent comes back as added, by id, by e-mail and by invitation', async () => {
    const store = await open();
    const agent = anAgent({ passwordHash: null, inviteHash: 'invited', inviteExpiresAt: at(60), siteIds: [newId(), newId()] });
    await store.agents.add(agent);
    expect(await store.agents.get(agent._id)).toEqual(agent);
    expect(await store.agents.getByEmail(agent.email)).toEqual(agent);
    expect(await store.agents.getByInviteHash('invited')).toEqual(agent);
    expect(await store.agents.getByEmail('nobody@agents.example')).toBeNull();
    expect(await store.agents.getByInviteHash('unknown')).toBeNull();
    expect(await store.agents.count()).toBe(1);
  });

  test('[ST20] an existing e-mail rejects with EMAIL_TAKEN', async () => {
    const store = await open();
    const agent = anAgent();
    await store.agents.add(agent);
    await expect(store.agents.add(anAgent({ email: agent.email }))).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    expect(await store.agents.count()).toBe(1);
  });

  test('[ST21] of several concurrent first users, one is added', async () => {
    const store = await open();
    const added = await Promise.all([anAgent(), anAgent(), anAgent()].map((agent) => store.agents.addFirst(agent)));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await store.agents.count()).toBe(1);
    expect(await store.agents.addFirst(anAgent())).toBe(false);
  });

  test('the list is sorted by name, ignoring case, then by id', async () => {
    const store = await open();
    const agents = [anAgent({ name: 'bea' }), anAgent({ name: 'Carl' }), anAgent({ name: 'Bea' }), anAgent({ name: 'Al' })];
    for (const agent of agents) await store.agents.add(agent);
    expect((await store.agents.list({ limit: 10 })).items.map(({ name }) => name)).toEqual(['Al', 'bea', 'Bea', 'Carl']);
  });

  test('the list can be filtered by site access, by active agents and by a text in name or e-mail', async () => {
    const store = await open();
    const [site, other] = [newId(), newId()];
    const onSite = anAgent({ name: '1', siteIds: [site, other] });
    const elsewhere = anAgent({ name: '2 Ömer', siteIds: [other], isActive: false });
    const admin = anAgent({ name: '3', role: 'admin', email: 'boss@agents.example' });
    const owner = anAgent({ name: '4', role: 'owner' });
    for (const agent of [onSite, elsewhere, admin, owner]) await store.agents.add(agent);
    const listed = async (filter: object) => idsOf((await store.agents.list({ limit: 10, ...filter })).items);
    expect(await listed({ siteId: site })).toEqual(idsOf([onSite, admin, owner]));
    expect(await listed({ siteId: newId() })).toEqual(idsOf([admin, owner]));
    expect(await listed({ isActive: false })).toEqual([elsewhere._id]);
    expect(await listed({ isActive: true, siteId: other })).toEqual(idsOf([onSite, admin, owner]));
    expect(await listed({ search: 'öm' })).toEqual([elsewhere._id]);
    expect(await listed({ search: 'BOSS@' })).toEqual([admin._id]);
  });

  test('an update changes only the fields it names', async () => {
    const store = await open();
    const agent = anAgent();
    await store.agents.add(agent);
    const expected = { ...agent, role: 'admin', siteIds: ['x'], lastSeenAt: at(8), updatedAt: at(9) };
    expect(await store.agents.update(agent._id, { role: 'admin', siteIds: ['x'], lastSeenAt: at(8), name: undefined }, at(9))).toEqual(expected);
    expect(await store.agents.get(agent._id)).toEqual(expected);
    expect(await store.agents.update(newId(), { name: 'x' }, at(9))).toBeNull();
  });

  test.each<[string, AgentChanges]>([
    ['another role', { role: 'admin' }],
    ['switched off', { isActive: false }],
  ])('[ST22] a change to the last active owner is rejected: %s', async (_what, changes) => {
    const store = await open();
    const owner = anAgent({ role: 'owner' });
    for (const agent of [owner, anAgent({ role: 'owner', passwordHash: null }), anAgent({ role: 'owner', isActive: false }), anAgent({ role: 'admin' })])
      await store.agents.add(agent);
    await expect(store.agents.update(owner._id, changes, at(9))).rejects.toMatchObject({ code: 'LAST_OWNER' });
    expect(await store.agents.get(owner._id)).toEqual(owner);
    expect(await store.agents.update(owner._id, { name: 'Olga' }, at(9))).toMatchObject({ name: 'Olga', role: 'owner' });
    await store.agents.add(anAgent({ role: 'owner' }));
    expect(await store.agents.update(owner._id, changes, at(9))).toMatchObject(changes);
  });

  test('[ST22] when two owners give up their role at once, one stays owner', async () => {
    const store = await open();
    const owners = [anAgent({ role: 'owner' }), anAgent({ role: 'owner' })];
    for (const owner of owners) await store.agents.add(owner);
    const results = await Promise.allSettled(owners.map(({ _id }) => store.agents.update(_id, { role: 'agent' }, at(9))));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('[ST23] an invitation is accepted once', async () => {
    const store = await open();
    const agent = anAgent({ passwordHash: null, inviteHash: 'invited', inviteExpiresAt: at(60) });
    await store.agents.add(agent);
    const accept = (name: string) => store.agents.acceptInvite('invited', { name, passwordHash: `hash of ${name}` }, at(59));
    const [first, second] = await Promise.all([accept('Bo'), accept('Cy')]);
    expect([first, second].filter(Boolean)).toHaveLength(1);
    const taken = first ?? second;
    expect(taken).toEqual({ ...agent, name: taken?.name, passwordHash: `hash of ${taken?.name}`, inviteHash: null, inviteExpiresAt: null, updatedAt: at(59) });
    expect(await store.agents.get(agent._id)).toEqual(taken);
    expect(await accept('Di')).toBeNull();
  });

  test('[ST23] an invitation of a deactivated user, or of one with a password, is not accepted', async () => {
    const store = await open();
    for (const changes of [{ isActive: false, passwordHash: null }, { passwordHash: 'hash' }]) {
      const inviteHash = newId();
      const agent = anAgent({ ...changes, inviteHash, inviteExpiresAt: at(60) });
      await store.agents.add(agent);
      expect(await store.agents.acceptInvite(inviteHash, { name: 'Bo', passwordHash: 'x' }, at(1))).toBeNull();
      expect(await store.agents.get(agent._id)).toEqual(agent);
    }
  });

  test('[ST26] a password is replaced only while the previous one is still current', async () => {
    const store = await open();
    const [agent, inactive] = [anAgent({ role: 'owner' }), anAgent({ isActive: false })];
    for (const each of [agent, inactive]) await store.agents.add(each);
    const replaced = await Promise.all(
      ['one', 'other'].map((to) => store.agents.replacePassword(agent._id, { from: 'hash', to, keptSession: newId() }, at(9))),
    );
    expect(replaced.filter(Boolean)).toHaveLength(1);
    expect(await store.agents.get(agent._id)).toEqual({ ...agent, passwordHash: replaced[0] ? 'one' : 'other', updatedAt: at(9) });
    for (const id of [inactive._id, newId()]) expect(await store.agents.replacePassword(id, { from: 'hash', to: 'x', keptSession: newId() }, at(9))).toBeNull();
    expect(await store.agents.get(inactive._id)).toEqual(inactive);
  });

  test('[ST27] an invitation is renewed only for an active user without a password', async () => {
    const store = await open();
    const [invited, inactive, accepted] = [anAgent({ passwordHash: null }), anAgent({ passwordHash: null, isActive: false }), anAgent()];
    for (const each of [invited, inactive, accepted]) await store.agents.add(each);
    const invite = { inviteHash: 'renewed', inviteExpiresAt: at(60) };
    for (const each of [inactive, accepted]) {
      expect(await store.agents.renewInvite(each._id, invite, at(9))).toBeNull();
      expect(await store.agents.get(each._id)).toEqual(each);
    }
    expect(await store.agents.renewInvite(invited._id, invite, at(9))).toEqual({ ...invited, ...invite, updatedAt: at(9) });
    expect((await store.agents.getByInviteHash('renewed'))?._id).toBe(invited._id);
  });

  test('[ST23] an expired or unknown invitation is not accepted', async () => {
    const store = await open();
    const agent = anAgent({ passwordHash: null, inviteHash: 'invited', inviteExpiresAt: at(60) });
    await store.agents.add(agent);
    expect(await store.agents.acceptInvite('invited', { name: 'Bo', passwordHash: 'x' }, at(61))).toBeNull();
    expect(await store.agents.acceptInvite('unknown', { name: 'Bo', passwordHash: 'x' }, at(1))).toBeNull();
    expect(await store.agents.get(agent._id)).toEqual(agent);
  });
}
