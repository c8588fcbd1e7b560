import type { Site } from '@supportchat/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';
import { createRefusedOrigins } from './refused-origins.ts';

describe('refused origins in memory', () => {
  let now = 0;
  const SITE = 'a';
  const fresh = () => createRefusedOrigins({ clock: () => new Date(now) });
  const originsOf = (refused: ReturnType<typeof fresh>, site = SITE) => refused.list(site).map(({ origin }) => origin);
  beforeEach(() => {
    now = Date.parse('2026-11-23T10:00:00Z');
  });

  test('[SITE21] only well-formed http(s) origins are recorded', () => {
    const refused = fresh();
    const hostile = [undefined, 'null', '', 'shop.example', 'file:///x', 'https://shop.example/path', 'https://a@b', 'javascript:alert(1)'];
    for (const origin of [...hostile, `https://${'a'.repeat(300)}.example`, 'https://shop.example\n']) refused.add(SITE, origin);
    expect(originsOf(refused)).toEqual([]);
    for (const origin of ['http://127.0.0.1:5500', 'http://[::1]:5173', 'https://xn--mller-kva.example']) refused.add(SITE, origin);
    expect(originsOf(refused)).toEqual(['https://xn--mller-kva.example', 'http://[::1]:5173', 'http://127.0.0.1:5500']);
  });

  test('[SITE20] lists the newest first, each origin once', () => {
    const refused = fresh();
    for (const origin of ['http://a.example', 'http://b.example', 'http://a.example']) {
      now += 1000;
      refused.add(SITE, origin);
    }
    expect(refused.list(SITE)).toEqual([
      { origin: 'http://a.example', at: new Date(now) },
      { origin: 'http://b.example', at: new Date(now - 1000) },
    ]);
  });

  test('[SITE21] a flood of made-up origins replaces at most one entry in 10 seconds', () => {
    const refused = fresh();
    for (let index = 0; index < 5; index += 1) refused.add(SITE, `http://own-${index}.example`);
    for (let index = 0; index < 10_000; index += 1) refused.add(SITE, `http://flood-${index}.example`);
    expect(originsOf(refused)).toEqual([
      'http://flood-0.example',
      'http://own-4.example',
      'http://own-3.example',
      'http://own-2.example',
      'http://own-1.example',
    ]);
    now += 10_000;
    refused.add(SITE, 'http://late.example');
    expect(originsOf(refused)[0]).toBe('http://late.example');
  });

  test('[SITE21] only the 1,000 most recently refused sites are remembered', () => {
    const refused = fresh();
    for (let index = 0; index <= 1000; index += 1) refused.add(`site-${index}`, 'http://a.example');
    expect(originsOf(refused, 'site-0')).toEqual([]);
    expect(originsOf(refused, 'site-1000')).toEqual(['http://a.example']);
  });
});

describe('over the wire', () => {
  let server: TestServer;
  let owner: TestUser;
  let site: Site;
  beforeEach(async () => {
    server = await startTestServer();
    owner = await server.setUpOwner();
    site = await server.addSite(owner);
  });
  afterEach(() => server.stop());
  const ask = (origin: string, siteKey = site.siteKey) => server.call('GET', `/widget/config?siteKey=${siteKey}`, { headers: { Origin: origin } });
  const refused = async (id = site._id) => (await server.call('GET', `/sites/${id}`, { token: owner.token })).body.refusedOrigins;

  test('[SITE20] a page whose domain is not allowed is listed on its site, and on no other, until it is allowed', async () => {
    const other = await server.addSite(owner, { name: 'Other' });
    expect((await ask('http://localhost:4610')).status).toBe(403);
    expect(await refused()).toEqual([{ origin: 'http://localhost:4610', at: '2026-11-23T10:00:00.000Z' }]);
    expect(await refused(other._id)).toEqual([]);
    const allowed = await server.call('PATCH', `/sites/${site._id}`, { token: owner.token, body: { allowedDomains: ['localhost:4610'] } });
    expect(allowed.body.refusedOrigins).toEqual([]);
    expect((await ask('http://localhost:4610')).status).toBe(200);
  });

  test('[SITE24] the rejection names the page and the remedy', async () => {
    const sentence = async (origin: string) => (await ask(origin)).body.error.message;
    expect(await sentence('http://127.0.0.1:5500')).toBe(
      '127.0.0.1:5500 is not allowed to show this chat yet. Add it in SupportChat under Sites → General → More domains.',
    );
    expect(await sentence('null')).toMatch(/opened from a file/);
  });

  test('[SITE20] allowed pages, unknown keys and files are not recorded', async () => {
    await ask('https://shop.example');
    await ask('https://evil.example', 'sc_unknown');
    await ask('null');
    expect(await refused()).toEqual([]);
  });
});
