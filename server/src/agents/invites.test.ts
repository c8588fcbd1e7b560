import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenIn } from '../testing/link-token.ts';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.setUpOwner();
});
afterEach(() => server.stop());

const DAY = 24 * 3600_000;
const tokenOf = (inviteLink: string) => tokenIn(inviteLink);
const invite = (body: object, by = owner) => server.call('POST', '/agents', { token: by.token, body });
const accept = (token: string, password = 'anna-password') => server.call('POST', '/auth/accept-invite', { body: { token, name: 'Anna Agent', password } });
const show = (token: string) => server.call('POST', '/auth/invite', { body: { token } });

test('[AUTH11] an invitation is a link that sets name and password and signs in', async () => {
  const invitation = await invite({ email: 'Anna@shop.example', name: 'Anna' });
  expect(invitation.status).toBe(201);
  expect(invitation.body.agent).toMatchObject({ email: 'anna@shop.example', name: 'Anna', role: 'agent', invited: true, isActive: true });
  expect(invitation.body.inviteLink).toMatch(new RegExp(`^${server.publicUrl}/admin/invite#token=[\\w-]{43}$`));
  const token = tokenOf(invitation.body.inviteLink);
  expect((await show(token)).body).toEqual({ email: 'anna@shop.example', name: 'Anna' });

  const session = await accept(token);
  expect(session).toMatchObject({ status: 200, body: { user: { name: 'Anna Agent', invited: false } }, cookie: expect.stringMatching(/^sc_refresh=/) });
  expect((await server.call('GET', '/auth/me', { token: session.body.accessToken })).status).toBe(200);
  expect((await server.signIn('anna@shop.example', 'anna-password')).user.name).toBe('Anna Agent');
});

test('[AUTH11] the link works once, within 7 days, and is stored as a hash', async () => {
  const token = tokenOf((await invite({ email: 'anna@shop.example', name: 'Anna' })).body.inviteLink);
  const stored = await server.store.agents.getByEmail('anna@shop.example');
  expect(stored?.inviteHash).toMatch(/^[0-9a-f]{64}$/);
  const both = await Promise.all([accept(token, 'first-password'), accept(token, 'second-password')]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
  expect((await accept(token)).body.error.code).toBe('INVITE_INVALID');
  expect((await show(token)).body.error.code).toBe('INVITE_INVALID');

  const late = tokenOf((await invite({ email: 'late@shop.example', name: 'Late' })).body.inviteLink);
  server.advance(7 * DAY - 1);
  expect((await show(late)).status).toBe(200);
  server.advance(1);
  expect((await show(late)).body.error.code).toBe('INVITE_INVALID');
  expect((await accept(late)).body.error.code).toBe('INVITE_INVALID');
  expect((await accept('unknown')).body.error.code).toBe('INVITE_INVALID');
});

test('[AUTH11] a new link replaces the previous one; a user who has accepted needs none', async () => {
  const { agent, inviteLink } = (await invite({ email: 'anna@shop.example', name: 'Anna' })).body;
  server.advance(8 * DAY);
  const renewed = await server.call('POST', `/agents/${agent._id}/invite`, { token: (await server.signIn('olga@shop.example', owner.password)).token });
  expect(renewed.status).toBe(201);
  expect((await show(tokenOf(inviteLink))).status).toBe(403);
  const session = await accept(tokenOf(renewed.body.inviteLink));
  expect(session.status).toBe(200);
  const again = await server.call('POST', `/agents/${agent._id}/invite`, { token: (await server.signIn('olga@shop.example', owner.password)).token });
  expect(again.body.error.code).toBe('CONFLICT');
});

test('[AUTH11] an e-mail can have only one account', async () => {
  expect((await invite({ email: 'olga@shop.example', name: 'Olga again' })).body.error.code).toBe('EMAIL_TAKEN');
});

test('[AUTH11] unknown sites are named in the error', async () => {
  const answer = await invite({ email: 'anna@shop.example', name: 'Anna', siteIds: ['0'.repeat(24)] });
  expect(answer.body.error).toMatchObject({ code: 'VALIDATION', details: [{ path: 'siteIds.0' }] });
  expect(await server.store.agents.getByEmail('anna@shop.example')).toBeNull();
});

test('[AUTH3] guessing invitation links is blocked', async () => {
  for (let guess = 0; guess < 50; guess++) await show(`guess${guess}`);
  expect((await show('one-more')).status).toBe(429);
  expect((await accept('one-more')).status).toBe(429);
});

test('[AUTH12] agents invite no one, admins invite admins and agents, owners invite owners', async () => {
  const admin = await server.addUser(owner, { email: 'adam@shop.example', role: 'admin' });
  const agent = await server.addUser(owner, { email: 'anna@shop.example' });
  expect((await invite({ email: 'x@shop.example', name: 'X' }, agent)).body.error.code).toBe('FORBIDDEN');
  expect((await invite({ email: 'x@shop.example', name: 'X', role: 'owner' }, admin)).body.error.code).toBe('FORBIDDEN');
  expect((await invite({ email: 'x@shop.example', name: 'X', role: 'admin' }, admin)).status).toBe(201);
  const ofOwner = await invite({ email: 'y@shop.example', name: 'Y', role: 'owner' });
  expect(ofOwner.status).toBe(201);
  expect((await server.call('POST', `/agents/${ofOwner.body.agent._id}/invite`, { token: admin.token })).body.error.code).toBe('FORBIDDEN');
});
