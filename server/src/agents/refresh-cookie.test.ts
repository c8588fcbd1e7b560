import { afterEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
afterEach(() => server.stop());

const setUp = (headers: Record<string, string> = {}) =>
  server.call('POST', '/auth/setup', { headers, body: { token: server.setupToken, name: 'Olga', email: 'olga@shop.example', password: 'owner-password' } });

test('[AUTH10] the cookie is Secure where the public address is https, and pages of that address may refresh', async () => {
  server = await startTestServer({ PUBLIC_URL: 'https://chat.example' });
  const answer = await setUp();
  expect(answer.headers.get('set-cookie')).toContain('; Secure');
  expect((await server.call('POST', '/auth/refresh', { cookie: answer.cookie ?? '', headers: { Origin: 'https://chat.example' } })).status).toBe(200);
});

test('[AUTH10] the cookie is Secure when a trusted proxy says https', async () => {
  server = await startTestServer({ TRUST_PROXY: 'loopback' });
  const answer = await setUp({ 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'chat.example' });
  expect(answer.headers.get('set-cookie')).toContain('; Secure');
  const headers = { Origin: 'https://chat.example', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'chat.example' };
  expect((await server.call('POST', '/auth/refresh', { cookie: answer.cookie ?? '', headers })).status).toBe(200);
});

test('[AUTH10] nobody is believed about https without a trusted proxy', async () => {
  server = await startTestServer();
  expect((await setUp({ 'X-Forwarded-Proto': 'https' })).headers.get('set-cookie')).not.toContain('Secure');
});
