import { afterEach, expect, test } from 'vitest';
import { type Call, startTestServer, type TestServer } from '../testing/test-server.ts';

const LIMIT = 30;
let server: TestServer;
afterEach(() => server.stop());

const start = async () => {
  server = await startTestServer({ CALLS_PER_10S_PER_IP: String(LIMIT) });
  return server.setUpOwner();
};
const flood = (path: string, call: Call = {}, method = 'GET') => Promise.all(Array.from({ length: 2 * LIMIT }, () => server.call(method, path, call)));
const statuses = (answers: { status: number }[]) => [...new Set(answers.map(({ status }) => status))].sort();

test.each(['/widget/config?siteKey=sc_x', '/auth/setup', '/nothing', '/api/openapi.json', '/api/docs/swagger-ui.css'])(
  '[LIM19] an address that calls %s too often is rejected with the time to wait',
  async (path) => {
    await start();
    const refused = (await flood(path)).filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(LIMIT);
    expect(refused[0]?.body.error).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterMs: expect.any(Number), requestId: expect.any(String) });
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused[0]?.headers.get('cache-control')).toBe('no-store');
  },
);

test.each<[string, string, Call]>([
  ['a wrong token', '/auth/me', { token: 'wrong' }],
  ['a token where none is needed', '/auth/setup', { token: 'wrong' }],
  ['a token for nothing', '/nothing', { token: 'wrong' }],
])('[LIM19] %s saves no one from that', async (_what, path, call) => {
  await start();
  const refused = (await flood(path, call)).filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(LIMIT - 5);
});

test('[LIM19] wrong refresh cookies count, right ones do not', async () => {
  await start();
  const answers = await flood('/auth/refresh', { cookie: `sc_refresh=${'0'.repeat(24)}.x` }, 'POST');
  expect(statuses(answers)).toEqual([401, 429]);
});

test('[LIM19] users who are signed in at a flooded address can continue and refresh their session; probes are answered', async () => {
  const owner = await start();
  expect(statuses(await flood('/auth/setup'))).toContain(429);
  expect(statuses(await flood('/auth/me', { token: owner.token }))).toEqual([200]);
  expect((await server.call('POST', '/auth/refresh', { cookie: owner.cookie })).status).toBe(200);
  for (const path of ['/health', '/ready']) expect((await fetch(server.url + path)).status).toBe(200);
});
