import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => void (server = await startTestServer({ LOGIN_FAILURES_PER_15MIN: '2' })));
afterEach(() => server.stop());

const owner = (token: string, email = 'olga@shop.example') => ({ token, name: ' Olga ', email, password: 'owner-password' });
const setUp = (token: string, email?: string) => server.call('POST', '/auth/setup', { body: owner(token, email) });

test('[AUTH1] the one-time link creates the owner and signs them in', async () => {
  expect((await server.call('GET', '/auth/setup')).body).toEqual({ needed: true });
  const answer = await setUp(server.setupToken, 'Olga@Shop.Example');
  expect(answer.status).toBe(201);
  expect(answer.body.user).toMatchObject({ email: 'olga@shop.example', name: 'Olga', role: 'owner', isActive: true, invited: false });
  expect(JSON.stringify(answer.body)).not.toContain('argon2');
  expect((await server.call('GET', '/auth/me', { token: answer.body.accessToken })).body.email).toBe('olga@shop.example');
  expect((await server.call('GET', '/auth/setup')).body).toEqual({ needed: false });
});

test('[AUTH1] a wrong token creates no one', async () => {
  expect(await setUp('wrong')).toMatchObject({ status: 403, body: { error: { code: 'SETUP_LINK_INVALID' } } });
  expect(await server.store.agents.count()).toBe(0);
});

test('[AUTH1] once any user exists, the link does nothing', async () => {
  await server.setUpOwner();
  expect(await setUp(server.setupToken, 'second@shop.example')).toMatchObject({ status: 409, body: { error: { code: 'SETUP_DONE' } } });
  expect(await server.store.agents.count()).toBe(1);
});

test('[PANEL4] a link can be checked before its form is shown: valid, wrong or used; the check does not use it up', async () => {
  const check = async (token: string) => (await server.call('POST', '/auth/setup/check', { body: { token } })).status;
  expect(await check(server.setupToken)).toBe(204);
  expect(await check('wrong')).toBe(403);
  expect((await setUp(server.setupToken)).status).toBe(201);
  expect(await check(server.setupToken)).toBe(409);
});

test('[AUTH3] checking does not bypass the limit on guesses', async () => {
  const check = (token: string) => server.call('POST', '/auth/setup/check', { body: { token } });
  for (let guess = 0; guess < 10; guess++) expect((await check(`guess ${guess}`)).status).toBe(403);
  expect((await check(server.setupToken)).status).toBe(429);
});

test('[AUTH1] of two concurrent attempts, one becomes the owner', async () => {
  const answers = await Promise.all([setUp(server.setupToken, 'a@shop.example'), setUp(server.setupToken, 'b@shop.example')]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  expect(await server.store.agents.count()).toBe(1);
});

test('[AUTH3] guessing the token is blocked; even the right one must wait then', async () => {
  for (let guess = 0; guess < 10; guess++) expect((await setUp(`guess ${guess}`)).status).toBe(403);
  const refusal = await setUp(server.setupToken);
  expect(refusal).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMITED', retryable: true } } });
  expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(800);
});

test('[API2] unknown and invalid fields are rejected by name', async () => {
  const answer = await server.call('POST', '/auth/setup', { body: { token: server.setupToken, name: '', email: 'x', password: 'short', role: 'owner' } });
  expect(answer.status).toBe(400);
  expect(answer.body.error.code).toBe('VALIDATION');
  expect(answer.body.error.details.map(({ path }: { path: string }) => path).toSorted()).toEqual(['', 'email', 'name', 'password']);
});
