import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { startTestApplication } from '../testing/test-application.ts';
import { connectVisitor, must, refusal, TestClient } from '../testing/test-client.ts';

const CLAIMED = { TRUST_PROXY: 'loopback' };
const from = (address: string) => ({ extraHeaders: { 'x-forwarded-for': address } });

test('[LIM6] a rejected join stores nothing, and the visitor keeps their id for the next attempt', async () => {
  const app = await startTestApplication({ env: { CONVERSATIONS_PER_MINUTE_PER_IP: '1', ...CLAIMED } });
  const site = await app.addSite();
  const visitorId = randomUUID();
  // One, plus the burst of five.
  for (let n = 0; n < 6; n += 1) (await connectVisitor(app.url, { siteKey: site.siteKey }, from('192.0.2.1'))).client.close();
  const client = new TestClient(`${app.url}/widget`, from('192.0.2.1'));
  await client.connected();
  for (let n = 0; n < 5; n += 1) {
    const error = await refusal(client.ask('join-conversation', { siteKey: site.siteKey, visitorId }));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(error.retryAfterMs).toBeGreaterThan(0);
  }
  expect(await app.store.visitors.get(site._id, visitorId)).toBeNull();
  client.close();
  const next = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId }, from('192.0.2.2'));
  expect(next.joined.visitorId).toBe(visitorId);
  next.client.close();
  await app.close();
});

test('[LIM7] all addresses of an IPv6 /64 count as one, for new conversations and for messages', async () => {
  const app = await startTestApplication({ env: { CONVERSATIONS_PER_MINUTE_PER_IP: '1', VISITOR_MESSAGES_PER_10S_PER_IP: '4', ...CLAIMED } });
  const { siteKey } = await app.addSite({ aiSettings: { enabled: false } });
  const visitors = [];
  for (let n = 1; n <= 6; n += 1) visitors.push(await connectVisitor(app.url, { siteKey }, from(`2001:db8:1:2::${n}`)));
  await expect(connectVisitor(app.url, { siteKey }, from('2001:db8:1:2:ffff::7'))).rejects.toThrow(/RATE_LIMITED/);
  const other = await connectVisitor(app.url, { siteKey }, from('2001:db8:1:3::1'));
  for (const visitor of visitors.slice(0, 4)) await visitor.send('hello');
  const [, , , , fifth] = visitors;
  expect((await refusal(fifth!.ask('send-message', { conversationId: fifth!.conversationId, content: 'hello' }))).code).toBe('RATE_LIMITED');
  await other.send('hello');
  for (const { client } of [...visitors, other]) client.close();
  await app.close();
});

test('[LIM6] one socket joins at most 30 times in a row', async () => {
  const app = await startTestApplication();
  const { siteKey } = await app.addSite();
  const visitor = await connectVisitor(app.url, { siteKey });
  const { visitorId, visitorToken } = visitor.joined;
  for (let n = 1; n < 30; n += 1) await must(visitor.client.ask('join-conversation', { siteKey, visitorId, visitorToken }));
  expect((await refusal(visitor.client.ask('join-conversation', { siteKey, visitorId, visitorToken }))).code).toBe('RATE_LIMITED');
  await visitor.send('the conversation goes on');
  visitor.client.close();
  await app.close();
});

test('[WIRE11] a client that disconnects while joining leaves nothing behind', async () => {
  const app = await startTestApplication();
  const { siteKey } = await app.addSite();
  const { add } = app.store.conversations;
  const rooms = app.application.io.of('/widget').adapter.rooms;
  const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  app.store.conversations.add = async (conversation) => {
    reached.resolve();
    await goOn.promise;
    return add(conversation);
  };
  const client = new TestClient(`${app.url}/widget`);
  await client.connected();
  client.socket.emit('join-conversation', { siteKey });
  await reached.promise;
  client.close();
  await until('it is gone', () => app.application.io.of('/widget').sockets.size === 0);
  goOn.resolve();
  app.store.conversations.add = add;
  const other = await connectVisitor(app.url, { siteKey });
  expect(rooms.size).toBe(4);
  other.client.close();
  await until('nothing is left', () => rooms.size === 0);
  await app.close();
});
