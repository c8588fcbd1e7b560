import { type Site, WIRE, WIRE_HEADER } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectVisitor, must, refusal, TestClient } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite();
});
afterAll(() => app.close());

const NEWER = WIRE + 1;
const metadata = { userAgent: 'Firefox', ip: '192.0.2.7', referrer: '', language: 'en' };

describe('a client with a higher wire number', () => {
  test.each(['websocket', 'polling'])('[WIRE15] is served without the keys that this server does not know, over %s', async (transport) => {
    const join = { siteKey: site.siteKey, metadata: { ...metadata, timeZone: 'UTC' }, mood: 'calm' } as { siteKey: string };
    const visitor = await connectVisitor(app.url, join, { auth: { wire: NEWER }, transports: [transport] });
    const { conversationId } = visitor;
    const message = { conversationId, content: 'Hello', attachments: [{ id: 1 }], __proto: {} };
    expect(await must(visitor.ask('send-message', message))).toMatchObject({ seq: 1 });
    expect((await app.store.conversations.get(conversationId))?.metadata).toEqual({ ...metadata, userAgent: expect.any(String), ip: expect.any(String) });
    expect(JSON.stringify(await app.store.messages.list(conversationId, { limit: 1 }))).not.toContain('attachments');

    const panel = new TestClient(`${app.url}/admin`, { auth: { token: app.owner.accessToken, wire: NEWER }, transports: [transport] });
    await panel.connected();
    await must(panel.ask('join-conversation', { conversationId, withNotes: true }));
    await must(panel.ask('send-message', { conversationId, content: 'Hi', isNote: false }));
    for (const client of [visitor.client, panel]) client.close();
  });

  test('[WIRE15] is refused for everything else that is wrong, and only that is named', async () => {
    const visitor = await connectVisitor(app.url, { siteKey: site.siteKey }, { auth: { wire: NEWER } });
    const { conversationId } = visitor;
    const wrong = { conversationId, content: '', mood: 'calm' };
    expect((await refusal(visitor.ask('send-message', wrong))).details?.map(({ path }) => path)).toEqual(['content']);
    expect(await refusal(visitor.client.ask('rate-conversation', { conversationId }))).toMatchObject({ code: 'VALIDATION' });
    visitor.client.close();
  });

  test('[WIRE15] calls REST in the same way: what it may not know is dropped, and the answer shows what was stored', async () => {
    const token = app.owner.accessToken;
    const body = { name: 'Renamed', widgetSettings: { welcomeMessage: 'Welcome', mood: 'calm' }, csat: { isOn: true } };
    const change = (headers: Record<string, string>) => app.api<Site>('PATCH', `/sites/${site._id}`, { token, body, headers });
    const changed = await change({ [WIRE_HEADER]: String(NEWER) });
    expect(changed).toMatchObject({ name: 'Renamed', widgetSettings: { welcomeMessage: 'Welcome' } });
    expect(JSON.stringify(await app.store.sites.get(site._id))).not.toMatch(/mood|csat/);
    await app.api('GET', '/sites?limit=5&orderBy=mood', { token, headers: { [WIRE_HEADER]: String(NEWER) } });
    for (const wire of [String(WIRE), '', 'newer', '-5', '1e9', '99999999999'])
      await expect(change({ [WIRE_HEADER]: wire })).rejects.toMatchObject({ status: 400 });
  });
});

test('[WIRE3] unknown keys of a client with the same, a lower or no valid wire number are refused', async () => {
  for (const wire of [undefined, WIRE, 0, -1, 1.5, 1e300, Number.NaN, null, true, [NEWER], { wire: NEWER }]) {
    const client = new TestClient(`${app.url}/widget`, { auth: { wire } });
    await client.connected();
    const error = await refusal(client.ask('join-conversation', { siteKey: site.siteKey, mood: 'calm' }));
    expect([wire, error.code, error.details?.[0]?.message]).toEqual([wire, 'VALIDATION', 'Unrecognized key: "mood"']);
    client.close();
  }
});
