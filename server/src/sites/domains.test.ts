import { Domain } from '@supportchat/protocol';
import { expect, test } from 'vitest';
import { startTestApplication } from '../testing/test-application.ts';
import { connectVisitor } from '../testing/test-client.ts';

test('[SITE2] a domain is extracted from whatever is pasted, in any script', () => {
  const good = ['shop.example', 'https://Shop.Example/path', '*.shop.example', 'localhost:8080', 'müller.de', '127.0.0.1'];
  expect(good.map((text) => Domain.parse(text))).toEqual(['shop.example', 'shop.example', '*.shop.example', 'localhost:8080', 'xn--mller-kva.de', '127.0.0.1']);
  for (const bad of ['', 'two words', 'a@b', 'shop.example:99999999', '*', 'http://', '<b>']) expect(Domain.safeParse(bad).success, bad).toBe(false);
});

test('[SITE22] a leading www. is dropped, whatever form was pasted', () => {
  const pasted = ['www.shop.example', 'https://www.Shop.example/x?y#z', 'www.shop.example:8443', 'shop.example.', 'www.example', 'shop.example?utm=1'];
  const kept = ['shop.example', 'shop.example', 'shop.example:8443', 'shop.example', 'www.example', 'shop.example'];
  expect(pasted.map((text) => Domain.parse(text))).toEqual(kept);
});

test('[SITE23] a domain may be an IPv6 address, and its port must be valid', () => {
  const good = ['http://[::1]:5173', '[::1]', 'shop.example:1', 'shop.example:65535'];
  expect(good.map((text) => Domain.parse(text))).toEqual(['[::1]:5173', '[::1]', 'shop.example:1', 'shop.example:65535']);
  for (const bad of ['shop.example:0', 'shop.example:65536', 'shop.example:99999', '[::1', '[]', '[::1]x', '[::g]']) {
    expect(Domain.safeParse(bad).success, bad).toBe(false);
  }
});

test('[SITE10] after a domain change, widgets on pages that are no longer allowed are disconnected and cannot rejoin', async () => {
  const app = await startTestApplication();
  const site = await app.addSite({ domain: 'shop.example' });
  const from = (origin: string) => connectVisitor(app.url, { siteKey: site.siteKey }, { extraHeaders: { origin } });
  const visitor = await from('https://www.shop.example');
  await app.api('PATCH', `/sites/${site._id}`, { token: app.owner.accessToken, body: { domain: 'other.example' } });
  await visitor.client.disconnected();
  await expect(from('https://www.shop.example')).rejects.toThrow(/ORIGIN_NOT_ALLOWED/);
  const moved = await from('https://other.example');
  const own = await from(app.url);
  moved.client.close();
  own.client.close();
  await app.close();
});
