import { randomUUID } from 'node:crypto';
import type { Conversation, Site } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectVisitor } from '../testing/test-client.ts';
import { shortenIp } from './shorten-ip.ts';

let app: TestApplication;
let site: Site;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite();
});
afterAll(() => app.close());
const DAY_MS = 24 * 3600 * 1000;

describe('who a visitor is', () => {
  test('[VIS1] a known visitorId without its token, or with a wrong one, gets a new visitor and no one else’s history', async () => {
    const visitor = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID() });
    await visitor.send('secret');
    for (const visitorToken of [undefined, null, '', 'x'.repeat(43), `${visitor.joined.visitorToken}x`]) {
      const thief = await connectVisitor(app.url, {
        siteKey: site.siteKey,
        visitorId: visitor.joined.visitorId,
        visitorToken,
        conversationId: visitor.conversationId,
      });
      expect(thief.joined.visitorId).not.toBe(visitor.joined.visitorId);
      expect(thief.joined.conversation._id).not.toBe(visitor.conversationId);
      expect(thief.joined.messages).toEqual([]);
      expect(thief.joined.visitorToken).toEqual(expect.any(String));
      thief.client.close();
    }
    visitor.client.close();
  });

  test('[VIS4] the token is bound to the site, stored as a hash, and valid for 30 days after the last visit', async () => {
    const visitor = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID() });
    const { visitorId, visitorToken } = visitor.joined;
    expect(JSON.stringify(await app.store.visitors.get(site._id, visitorId))).not.toContain(visitorToken);
    const other = await app.addSite();
    const elsewhere = await connectVisitor(app.url, { siteKey: other.siteKey, visitorId, visitorToken });
    expect(elsewhere.joined.visitorToken).toEqual(expect.any(String));
    expect(elsewhere.joined.visitorToken).not.toBe(visitorToken);

    const comeBack = () => connectVisitor(app.url, { siteKey: site.siteKey, visitorId, visitorToken });
    app.clock.forward(29 * DAY_MS);
    const after29 = await comeBack();
    app.clock.forward(29 * DAY_MS);
    const after58 = await comeBack();
    app.clock.forward(31 * DAY_MS);
    const after89 = await comeBack();
    expect([after29, after58, after89].map(({ joined }) => joined.visitorId === visitorId)).toEqual([true, true, false]);
    for (const { client } of [visitor, elsewhere, after29, after58, after89]) client.close();
  });

  test('[VIS7] no secret in an address is stored, whichever client sends it', async () => {
    const visitor = await connectVisitor(app.url, {
      siteKey: site.siteKey,
      currentPage: 'https://shop.example/a?token=t1&page=2#top',
      metadata: { referrer: 'https://ann:pw@shop.example/b?code=c1' },
    });
    await visitor.send('hello');
    const read = async () => app.api<Conversation>('GET', `/conversations/${visitor.conversationId}`, { token: await app.signIn() });
    expect(await read()).toMatchObject({ currentPage: 'https://shop.example/a?token=&page=2', metadata: { referrer: 'https://shop.example/b?code=' } });
    await visitor.ask('visit-page', { conversationId: visitor.conversationId, currentPage: 'https://shop.example/#/c?sid=s1' });
    await expect.poll(async () => (await read()).currentPage).toBe('https://shop.example/#/c?sid=');
    visitor.client.close();
  });

  test('[VIS5] the address is stored shortened, whatever the client sends', async () => {
    const visitor = await connectVisitor(app.url, {
      siteKey: site.siteKey,
      metadata: { ip: '8.8.8.8', userAgent: 'Seed', referrer: 'https://search.example/' },
    });
    await visitor.send('hello');
    const { metadata } = await app.api<Conversation>('GET', `/conversations/${visitor.conversationId}`, { token: await app.signIn() });
    expect(metadata).toMatchObject({ ip: '127.0.0.0', referrer: 'https://search.example/' });
    visitor.client.close();
    expect(['203.0.113.77', '::ffff:203.0.113.77', '2001:db8:12:34::1', '::1', 'nonsense'].map(shortenIp)).toEqual([
      '203.0.113.0',
      '203.0.113.0',
      '2001:db8:12::',
      '0:0:0::',
      '',
    ]);
  });

  test('[VIS6] two tabs that open at once share one conversation', async () => {
    const first = await connectVisitor(app.url, { siteKey: site.siteKey });
    const { visitorId, visitorToken } = first.joined;
    await first.send('done');
    await app.api('PATCH', `/conversations/${first.conversationId}`, { token: await app.signIn(), body: { status: 'closed' } });
    const tabs = await Promise.all([1, 2, 3].map(() => connectVisitor(app.url, { siteKey: site.siteKey, visitorId, visitorToken })));
    expect(new Set(tabs.map((tab) => tab.conversationId)).size).toBe(1);
    for (const { client } of [first, ...tabs]) client.close();
  });
});
