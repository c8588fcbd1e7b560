import { randomUUID } from 'node:crypto';
import { AdminClientEvents, type Site, WidgetClientEvents } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, refusal, TestClient } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite();
});
afterAll(() => app.close());

const NONSENSE: unknown[] = [
  undefined,
  null,
  0,
  '',
  'text',
  [],
  [[]],
  true,
  {},
  { conversationId: { $ne: null } },
  { conversationId: ['a'] },
  { conversationId: 'x'.repeat(24), content: 'x', isTyping: 1, seq: -1 },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  { toString: null },
];

describe('bad input', () => {
  test('[WIRE1] invalid input to any event returns VALIDATION (or NOT_FOUND), names the field, and keeps the connection open', async () => {
    const asVisitor = () => connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID() });
    const connections: [object, () => Promise<TestClient>][] = [
      [WidgetClientEvents, async () => (await asVisitor()).client],
      [AdminClientEvents, () => connectAgent(app.url, app.owner.accessToken, [site._id])],
    ];
    for (const [events, connect] of connections) {
      for (const event of Object.keys(events)) {
        const client = await connect();
        for (const payload of NONSENSE) {
          const error = await refusal(client.ask(event, payload));
          expect(['VALIDATION', 'NOT_FOUND'], `${event} ${JSON.stringify(payload)}`).toContain(error.code);
          if (error.code === 'VALIDATION') expect(error.details?.length).toBeGreaterThan(0);
          expect(error.requestId).toMatch(/^[\w-]{36}$/);
        }
        expect(client.socket.connected).toBe(true);
        client.close();
      }
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const visitor = await asVisitor();
    expect(await visitor.send('still here')).toMatchObject({ seq: 1 });
    visitor.client.close();
  });

  test('[WIRE2] without a callback, a failure arrives as the error event', async () => {
    const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
    visitor.client.socket.emit('mark-read', { conversationId: visitor.conversationId });
    expect(await visitor.client.receives('error')).toMatchObject({ code: 'VALIDATION', event: 'mark-read', details: [{ path: 'seq' }] });
    visitor.client.close();
  });

  test('[WIRE3] unknown events and unknown keys are rejected', async () => {
    const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
    for (const event of ['drop-database', 'constructor', '__proto__', 'join-site'])
      expect((await refusal(visitor.client.ask(event, {}))).code).toBe('VALIDATION');
    const error = await refusal(visitor.client.ask('send-message', { conversationId: visitor.conversationId, content: 'x', senderType: 'agent' }));
    expect(error.code).toBe('VALIDATION');
    visitor.client.close();
  });

  test('[WIRE4] a frame above 64 kB closes that connection and no other', async () => {
    const [visitor, other] = [await connectVisitor(app.url, { siteKey: site.siteKey }), await connectVisitor(app.url, { siteKey: site.siteKey })];
    visitor.client.socket.emit('send-message', { conversationId: visitor.conversationId, content: 'x'.repeat(70_000) });
    await visitor.client.disconnected();
    expect(await other.send('unharmed')).toMatchObject({ seq: 1 });
    other.client.close();
  });

  test('[WIRE5] a message has 1 to 4,000 characters after trimming; control characters are dropped, everything else is kept', async () => {
    const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
    for (const content of ['', '   \n ', 'x'.repeat(4001), '\u0000\u0007'])
      expect((await refusal(visitor.ask('send-message', { conversationId: visitor.conversationId, content }))).code).toBe('VALIDATION');
    await visitor.send('x'.repeat(4000));
    const kept = '<script>alert(1)</script> \u202Eمرحبا 👩‍👩‍👧 \t\n line {{7*7}} ${x} $ne';
    await visitor.send(`\u0000 ${kept} \r\n`);
    expect(await visitor.client.receives('new-message', (message) => message.seq === 2)).toMatchObject({ content: kept });
    visitor.client.close();
  });

  test('[WIRE6] before joining, only join-conversation is answered', async () => {
    const known = await connectVisitor(app.url, { siteKey: site.siteKey });
    const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
    visitor.client.close();
    const client = new TestClient(`${app.url}/widget`);
    await client.connected();
    expect((await refusal(client.ask('send-message', { conversationId: known.conversationId, content: 'x' }))).code).toBe('NOT_FOUND');
    expect((await refusal(client.ask('load-messages', { conversationId: known.conversationId }))).code).toBe('NOT_FOUND');
    client.close();
    known.client.close();
  });

  test('[WIRE7] an agent’s socket without a valid token is rejected with the reason', async () => {
    for (const auth of [{}, { token: '' }, { token: 'x' }, { token: { $ne: null } }, { token: `${app.owner.accessToken}x` }]) {
      const client = new TestClient(`${app.url}/admin`, { auth });
      await expect(client.connected()).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
      client.close();
    }
  });

  test('[WIRE8] a visitor who sends too many messages or starts too many conversations is rejected with the time to wait', async () => {
    const strict = await startTestApplication({ env: { VISITOR_MESSAGES_PER_10S: '3', CONVERSATIONS_PER_MINUTE_PER_IP: '1' } });
    const { siteKey } = await strict.addSite();
    const visitor = await connectVisitor(strict.url, { siteKey });
    for (let index = 0; index < 3; index++) await visitor.send('x');
    const error = await refusal(visitor.ask('send-message', { conversationId: visitor.conversationId, content: 'x' }));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(error.retryAfterMs).toBeGreaterThan(0);
    for (let burst = 0; burst < 5; burst++) (await connectVisitor(strict.url, { siteKey })).client.close();
    await expect(connectVisitor(strict.url, { siteKey })).rejects.toThrow(/RATE_LIMITED/);
    visitor.client.close();
    await strict.close();
  });
});
