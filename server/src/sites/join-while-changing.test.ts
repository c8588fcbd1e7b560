import type { Site } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { RAISED_LIMITS } from '../testing/raised-limits.ts';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { TestClient } from '../testing/test-client.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await startTestApplication({ env: RAISED_LIMITS });
});
afterAll(() => app.close());

const widgets = () => app.application.io.of('/widget');
const membersOf = (site: Site) => widgets().adapter.rooms.get(`site:${site._id}`)?.size ?? 0;
const change = (site: Site, body: object) => app.api('PATCH', `/sites/${site._id}`, { token: app.owner.accessToken, body });
const connect = async () => {
  const client = new TestClient(`${app.url}/widget`, { extraHeaders: { origin: 'https://shop.example' } });
  await client.connected();
  return client;
};

const CHANGES: [string, (site: Site) => Promise<unknown>][] = [
  ['is switched off', (site) => change(site, { isActive: false })],
  ['loses the domain', (site) => change(site, { domain: 'elsewhere.example' })],
  ['is removed', (site) => app.api('DELETE', `/sites/${site._id}`, { token: app.owner.accessToken })],
];

describe('a widget that joins while its site changes', () => {
  test.each(CHANGES)('[SITE11] does not stay if the site %s after it was admitted', async (_what, act) => {
    const site = await app.addSite();
    const client = await connect();
    const { add } = app.store.conversations;
    const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    app.store.conversations.add = async (conversation) => {
      reached.resolve();
      await goOn.promise;
      return add(conversation);
    };
    const reply = client.ask('join-conversation', { siteKey: site.siteKey });
    await reached.promise;
    app.store.conversations.add = add;
    await act(site);
    goOn.resolve();
    const answer = await Promise.race([reply, client.disconnected()]);
    expect(answer).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^(SITE_INVALID|ORIGIN_NOT_ALLOWED|NOT_FOUND)$/) } });
    expect(membersOf(site)).toBe(0);
    client.close();
  });

  test.each(CHANGES)('[SITE11] at whatever moment the site %s, no one stays in its rooms and no message is accepted', async (_what, act) => {
    for (let round = 0; round < 6; round += 1) {
      const site = await app.addSite();
      const clients = await Promise.all(Array.from({ length: 12 }, connect));
      const joins = clients.map(async (client, n) => {
        for (let turn = 0; turn < n; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return client.ask('join-conversation', { siteKey: site.siteKey }).catch(() => null);
      });
      for (let turn = 0; turn < round * 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await act(site);
      const conversationIds = (await Promise.all(joins)).flatMap((reply) => (reply?.ok ? [reply.conversation._id as string] : []));
      await until('no one is in its rooms', () => membersOf(site) === 0);
      for (const client of clients) {
        for (const conversationId of conversationIds) {
          if (!client.socket.connected) continue;
          const reply = await client.ask('send-message', { conversationId, content: 'still here?' }).catch(() => ({ ok: false }));
          expect(reply.ok).toBe(false);
        }
        client.close();
      }
      for (const id of conversationIds) expect((await app.store.conversations.get(id))?.lastSeq ?? 0).toBe(0);
    }
  });
});
