import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../failure.ts';
import { tokenIn } from '../testing/link-token.ts';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
let admin: TestUser;
let agent: TestUser;
let siteId: string;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.setUpOwner();
  siteId = (await server.call('POST', '/sites', { token: owner.token, body: { name: 'Shop', domain: 'shop.example' } })).body._id;
  admin = await server.addUser(owner, { email: 'adam@shop.example', role: 'admin' });
  agent = await server.addUser(owner, { email: 'anna@shop.example', siteIds: [siteId] });
});
afterEach(() => server.stop());

const change = (by: TestUser, target: TestUser, body: object) => server.call('PATCH', `/agents/${target.user._id}`, { token: by.token, body });

test('[AUTH12] agents manage no one; admins manage admins and agents, and neither modify nor create owners', async () => {
  const second = await server.addUser(owner, { email: 'ada@shop.example', role: 'admin' });
  expect((await change(agent, agent, { name: 'x' })).body.error.code).toBe('FORBIDDEN');
  expect((await change(admin, owner, { name: 'x' })).body.error.code).toBe('FORBIDDEN');
  expect((await change(admin, owner, { isActive: false })).body.error.code).toBe('FORBIDDEN');
  expect((await change(admin, agent, { role: 'owner' })).body.error.code).toBe('FORBIDDEN');
  expect((await server.call('DELETE', `/agents/${owner.user._id}`, { token: admin.token })).body.error.code).toBe('FORBIDDEN');
  expect((await change(admin, agent, { role: 'admin', name: 'Anna Admin' })).body).toMatchObject({ role: 'admin', name: 'Anna Admin' });
  expect((await change(admin, second, { role: 'agent' })).body.role).toBe('agent');
  expect((await change(owner, admin, { role: 'owner' })).body.role).toBe('owner');
});

test('[AUTH12] no one changes their own role or deactivates themselves, not even the last owner', async () => {
  expect((await change(admin, admin, { role: 'agent' })).body.error.code).toBe('FORBIDDEN');
  expect((await change(owner, owner, { role: 'agent' })).body.error.code).toBe('FORBIDDEN');
  expect((await change(owner, owner, { isActive: false })).body.error.code).toBe('FORBIDDEN');
  expect((await server.call('DELETE', `/agents/${owner.user._id}`, { token: owner.token })).body.error.code).toBe('FORBIDDEN');
  expect((await change(owner, owner, { name: 'Olga Ohm', role: 'owner' })).body.name).toBe('Olga Ohm');
});

test('[AUTH12] when two owners demote each other at once, one stays owner', async () => {
  await change(owner, admin, { role: 'owner' });
  const other = await server.signIn('adam@shop.example', admin.password);
  const answers = await Promise.all([change(owner, other, { role: 'agent' }), change(other, owner, { role: 'agent' })]);
  const owners = (await server.store.agents.list({ limit: 10 })).items.filter(({ role }) => role === 'owner');
  expect(owners).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('[AUTH13] deactivation ends sessions and sockets immediately; after reactivation the user can sign in again', async () => {
  const panel = await server.openPanel(agent.token);
  expect((await change(admin, agent, { isActive: false })).body.isActive).toBe(false);
  await panel.disconnected();
  expect((await server.call('GET', '/auth/me', { token: agent.token })).body.error.code).toBe('ACCOUNT_DEACTIVATED');
  expect((await server.call('POST', '/auth/refresh', { cookie: agent.cookie })).body.error.code).toBe('SESSION_ENDED');
  await expect(server.openPanel(agent.token)).rejects.toMatchObject({ data: { code: 'ACCOUNT_DEACTIVATED' } });
  await expect(server.signIn('anna@shop.example', agent.password)).rejects.toThrow('INVALID_CREDENTIALS');

  await change(admin, agent, { isActive: true });
  expect((await server.call('GET', '/auth/me', { token: agent.token })).body.error.code).toBe('SESSION_ENDED');
  expect((await server.signIn('anna@shop.example', agent.password)).user.name).toBe(agent.user.name);
});

test('[AUTH20] a deactivation whose answer is lost leaves no session for the time after the reactivation', async () => {
  const left = await server.addUser(owner, { email: 'left@shop.example' });
  const { update } = server.store.agents;
  server.store.agents.update = async (...args) => {
    await update(...args);
    throw new AppError('UNAVAILABLE');
  };
  expect((await server.call('DELETE', `/agents/${left.user._id}`, { token: owner.token })).status).toBe(503);
  server.store.agents.update = update;
  expect((await server.call('PATCH', `/agents/${left.user._id}`, { token: owner.token, body: { isActive: true } })).status).toBe(200);
  expect((await server.call('GET', '/auth/me', { token: left.token })).status).toBe(401);
  expect((await server.call('POST', '/auth/refresh', { cookie: left.cookie })).status).toBe(401);
});

test('[AUTH13] DELETE deactivates and keeps the user, and withdraws an open invitation', async () => {
  expect((await server.call('DELETE', `/agents/${agent.user._id}`, { token: admin.token })).status).toBe(204);
  expect((await server.call('GET', `/agents/${agent.user._id}`, { token: admin.token })).body).toMatchObject({ name: agent.user.name, isActive: false });

  const invitation = await server.call('POST', '/agents', { token: admin.token, body: { email: 'ina@shop.example', name: 'Ina' } });
  const id = invitation.body.agent._id;
  expect((await server.call('DELETE', `/agents/${id}`, { token: admin.token })).status).toBe(204);
  const token = tokenIn(invitation.body.inviteLink);
  const accept = () => server.call('POST', '/auth/accept-invite', { body: { token, name: 'Ina', password: 'ina-password' } });
  expect((await accept()).body.error.code).toBe('INVITE_INVALID');
  expect((await server.call('POST', `/agents/${id}/invite`, { token: admin.token })).body.error.code).toBe('CONFLICT');
  await server.call('PATCH', `/agents/${id}`, { token: admin.token, body: { isActive: true } });
  expect((await accept()).body.error.code).toBe('INVITE_INVALID');
  expect((await server.call('POST', `/agents/${id}/invite`, { token: admin.token })).status).toBe(201);
});

test('[AUTH14] a new role or other sites disconnect the sockets, so that they reconnect with the new rights; a new name does not', async () => {
  const panel = await server.openPanel(agent.token);
  await change(admin, agent, { name: 'Anna A.' });
  await change(admin, agent, { siteIds: [siteId, siteId], role: 'agent' });
  expect((await server.call('GET', '/auth/me', { token: agent.token })).body).toMatchObject({ siteIds: [siteId], online: true });
  expect(panel.socket.connected).toBe(true);
  await change(admin, agent, { siteIds: [] });
  await panel.disconnected();
  const again = await server.openPanel(agent.token);
  await change(admin, agent, { role: 'admin' });
  await again.disconnected();
  expect((await server.openPanel(agent.token)).socket.connected).toBe(true);
});

test('[AUTH14] unknown sites are named in the error, unknown users are not found', async () => {
  expect((await change(admin, agent, { siteIds: [siteId, 'f'.repeat(24)] })).body.error).toMatchObject({
    code: 'VALIDATION',
    details: [{ path: 'siteIds.1' }],
  });
  for (const id of ['f'.repeat(24), 'nonsense', '%7B%7D']) {
    expect((await server.call('PATCH', `/agents/${id}`, { token: admin.token, body: { name: 'x' } })).body.error.code).toBe('NOT_FOUND');
  }
});
