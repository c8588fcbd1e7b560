import type { Site } from '@supportchat/protocol';
import { LAUNCHER_TEXTS } from '@supportchat/text/launcher-texts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
let site: Site;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.setUpOwner();
  site = await server.addSite(owner, { allowedDomains: ['*.blog.example'], widgetSettings: { locale: 'de' }, aiSettings: { fallbackToHuman: false } });
});
afterEach(() => server.stop());

const ask = (headers: Record<string, string> = {}, siteKey = site.siteKey) => server.call('GET', `/widget/config?siteKey=${siteKey}`, { headers });
const PAGE = 'https://www.shop.example';

/** The panel's view, in a new session because the clock moves far. */
async function seen(): Promise<{ widgetSeenAt: string | null; widgetSeenOn: string | null }> {
  const { token } = await server.signIn('olga@shop.example', owner.password);
  const { widgetSeenAt, widgetSeenOn } = (await server.call('GET', `/sites/${site._id}`, { token })).body;
  return { widgetSeenAt, widgetSeenOn };
}

test('[SITE8] a page of the site gets its settings and nothing else, cacheable for a minute, for its origin only', async () => {
  const answer = await ask({ Origin: PAGE });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    siteName: 'Shop',
    widgetSettings: site.widgetSettings,
    fallbackToHuman: false,
    settings: { widget: { theme: 'auto' } },
    launcherTexts: LAUNCHER_TEXTS,
  });
  expect(LAUNCHER_TEXTS).toMatchObject({ en: ['Open chat', expect.any(String)] });
  expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
  expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  expect(answer.headers.get('vary')).toMatch(/Origin/);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
});

test('[SITE8] a rejection is readable by the page, and not cached', async () => {
  await server.call('PATCH', `/sites/${(await server.addSite(owner, { name: 'Off' }))._id}`, { token: owner.token, body: { isActive: false } });
  const off = (await server.call('GET', '/sites?isActive=false', { token: owner.token })).body.items[0].siteKey;
  for (const [origin, siteKey, code] of [
    ['https://evil.example', site.siteKey, 'ORIGIN_NOT_ALLOWED'],
    ['null', site.siteKey, 'ORIGIN_NOT_ALLOWED'],
    [PAGE, 'sc_unknown', 'SITE_INVALID'],
    [PAGE, off, 'SITE_INVALID'],
  ]) {
    const answer = await ask({ Origin: origin }, siteKey);
    expect(answer).toMatchObject({ status: 403, body: { error: { code } } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('vary')).toMatch(/Origin/);
  }
});

test('[HTTP3] a page whose scripts add headers or cookies to every call gets the settings; other routes answer no page', async () => {
  const preflight = (path: string, asked: string) =>
    server.call('OPTIONS', path, { headers: { Origin: PAGE, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': asked } });
  for (const asked of ['x-csrf-token', 'traceparent,tracestate', 'X-A, X-B']) {
    const answer = await preflight(`/widget/config?siteKey=${site.siteKey}`, asked);
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-headers': asked,
      'access-control-allow-methods': 'GET',
      'access-control-allow-credentials': 'true',
    });
  }
  for (const path of ['/auth/refresh', '/sites', '/auth/login', '/conversations']) {
    expect([...(await preflight(path, 'x-a')).headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
  // A page of another site may read why it is rejected, without cookies.
  expect((await ask({ Origin: 'https://evil.example' })).headers.get('access-control-allow-credentials')).toBeNull();
});

test('[HTTP2] API responses are never cached, those with tokens included', async () => {
  const signedIn = await server.call('POST', '/auth/login', { body: { email: 'olga@shop.example', password: owner.password } });
  const answers = [signedIn, await server.call('POST', '/auth/refresh', { cookie: signedIn.cookie })];
  for (const path of ['/auth/me', '/sites', '/agents', '/conversations', '/faqs', '/nothing'])
    answers.push(await server.call('GET', path, { token: owner.token }));
  answers.push(await server.call('GET', '/sites'));
  for (const { headers } of answers) expect(headers.get('cache-control')).toBe('no-store');
});

test('[SITE2] the server’s own pages are allowed under both of its names', async () => {
  for (const origin of [server.url, server.publicUrl]) expect((await ask({ Origin: origin })).status).toBe(200);
  expect((await ask({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  expect((await ask({ Origin: 'http://localhost:1' })).status).toBe(403);
});

test('[SITE5] a site reports when and where its widget was last seen', async () => {
  expect(await seen()).toEqual({ widgetSeenAt: null, widgetSeenOn: null });
  await ask({ Origin: PAGE });
  expect(await seen()).toEqual({ widgetSeenAt: '2026-11-23T10:00:00.000Z', widgetSeenOn: PAGE });
  server.advance(5000);
  await ask({ Origin: 'https://a.blog.example' });
  expect(await seen()).toEqual({ widgetSeenAt: '2026-11-23T10:00:05.000Z', widgetSeenOn: 'https://a.blog.example' });
});

test('[SITE5] it is recorded at most once in 30 seconds per site and origin', async () => {
  await ask({ Origin: PAGE });
  server.advance(29_999);
  await ask({ Origin: PAGE });
  expect((await seen()).widgetSeenAt).toBe('2026-11-23T10:00:00.000Z');
  server.advance(1);
  await ask({ Origin: PAGE });
  expect((await seen()).widgetSeenAt).toBe('2026-11-23T10:00:30.000Z');
});

test('[SITE5] a site seen on many new origins is recorded at most once a second', async () => {
  let written = 0;
  const { markSeen } = server.store.sites;
  server.store.sites.markSeen = (...args) => {
    written += 1;
    return markSeen(...args);
  };
  for (let port = 1000; port < 1020; port++) expect((await ask({ Origin: `${PAGE}:${port}` })).status).toBe(200);
  expect(written).toBe(1);
  server.advance(1000);
  await ask({ Origin: `${PAGE}:1019` });
  expect(await seen()).toEqual({ widgetSeenAt: '2026-11-23T10:00:01.000Z', widgetSeenOn: `${PAGE}:1019` });
});

test('[SITE5] rejected pages and programs without an Origin do not count', async () => {
  await ask({ Origin: 'https://evil.example' });
  expect((await ask()).status).toBe(200);
  expect(await seen()).toEqual({ widgetSeenAt: null, widgetSeenOn: null });
});
