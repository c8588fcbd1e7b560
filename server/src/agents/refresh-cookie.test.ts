import { afterEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
afterEach(() => server.stop());

/** Browsers accept a `__Host-` cookie only in this form. */
const BOTH_SECURE = ['sc_refresh', 'sc_device'].map((name) =>
  expect.stringMatching(new RegExp(`^__Host-${name}=[^;]+; Max-Age=\\d+; Path=/; HttpOnly; Secure; SameSite=Strict$`)),
);

const setUp = (headers: Record<string, string> = {}) =>
  server.call('POST', '/auth/setup', { headers, body: { token: server.setupToken, name: 'Olga', email: 'olga@shop.example', password: 'owner-password' } });

test('[AUTH10] the cookie is Secure where the public address is https, and pages of that address may refresh', async () => {
  server = await startTestServer({ PUBLIC_URL: 'https://chat.example' });
  const answer = await setUp();
  expect(answer.headers.getSetCookie()).toEqual(BOTH_SECURE);
  expect((await server.call('POST', '/auth/refresh', { cookie: answer.cookie ?? '', headers: { Origin: 'https://chat.example' } })).status).toBe(200);
});

test('[AUTH10] on https a sibling host cannot plant a cookie: one without the prefix signs no one in, even with a valid token, and is cleared', async () => {
  server = await startTestServer({ PUBLIC_URL: 'https://chat.example' });
  const { cookie } = await setUp();
  const planted = cookie?.replaceAll('__Host-', '');
  expect(await server.call('POST', '/auth/refresh', { cookie: planted })).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
  const answer = await server.call('POST', '/auth/refresh', { cookie: `${planted}; ${cookie}` });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-sc_refresh=[^;]+; Max-Age=2592000; Path=\/; /),
    expect.stringMatching(/^sc_refresh=; Max-Age=0; Path=\/api\/v1\/auth; /),
  ]);
});

test('[AUTH10] the cookie is Secure when a trusted proxy says https', async () => {
  server = await startTestServer({ TRUST_PROXY: 'loopback' });
  const answer = await setUp({ 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'chat.example' });
  expect(answer.headers.getSetCookie()).toEqual(BOTH_SECURE);
  const headers = { Origin: 'https://chat.example', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'chat.example' };
  expect((await server.call('POST', '/auth/refresh', { cookie: answer.cookie ?? '', headers })).status).toBe(200);
});

test('[AUTH10] without a trusted proxy, claims of https are ignored', async () => {
  server = await startTestServer();
  expect((await setUp({ 'X-Forwarded-Proto': 'https' })).headers.getSetCookie().join()).not.toMatch(/Secure|__Host-/);
});
