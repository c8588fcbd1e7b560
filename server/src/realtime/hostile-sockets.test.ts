import { once } from 'node:events';
import { connect } from 'node:net';
import type { ConversationJoined, Site } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { eventPacket, openPolling } from '../testing/polling-client.ts';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, refusal, TestClient } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
beforeAll(async () => {
  app = await startTestApplication({ env: { VISITOR_MESSAGES_PER_10S: '10000', VISITOR_MESSAGES_PER_10S_PER_IP: '10000', HISTORY_READS_PER_10S: '10000' } });
  site = await app.addSite({ aiSettings: { enabled: false } });
});
afterAll(() => app.close());

const LONG = '漢'.repeat(4000);
const join = () => connectVisitor(app.url, { siteKey: site.siteKey });
const widgets = () => app.application.io.of('/widget').sockets.size;

/** A polling session that has joined a conversation with `count` messages of 12 kB. */
async function openLongHistory(count: number) {
  const writer = await join();
  for (let n = 0; n < count; n += 1) await writer.send(LONG);
  const { visitorId, visitorToken } = writer.joined;
  const client = await openPolling(app.url, '/widget');
  await client.post([eventPacket('/widget', 'join-conversation', { siteKey: site.siteKey, visitorId, visitorToken, afterSeq: count }, 1)]);
  await client.pollFor('43/widget,1');
  return { client, writer, conversationId: writer.conversationId };
}

describe('clients that request more than they read', { timeout: 30_000 }, () => {
  test('[LIM2] 700 history reads in one polling request start one at a time, and the client is disconnected', async () => {
    const { client, writer, conversationId } = await openLongHistory(100);
    const list = app.store.messages.list;
    let reads = 0;
    app.store.messages.list = (...of) => {
      reads += 1;
      return list(...of);
    };
    const before = widgets();
    await client.post(Array.from({ length: 700 }, (_, n) => eventPacket('/widget', 'load-messages', { conversationId, limit: 100 }, n)));
    await until('the client is disconnected', () => widgets() === before - 1);
    app.store.messages.list = list;
    expect(reads).toBeLessThan(10);
    expect(await writer.send('unharmed')).toMatchObject({ seq: 101 });
    writer.client.close();
  });

  test('[LIM5] history reads pause at 1 MB for a polling client that does not read, and continue once it reads; nothing is skipped', async () => {
    const { client, writer, conversationId } = await openLongHistory(100);
    const list = app.store.messages.list;
    let reads = 0;
    app.store.messages.list = (...of) => {
      reads += 1;
      return list(...of);
    };
    await client.post(Array.from({ length: 20 }, (_, n) => eventPacket('/widget', 'load-messages', { conversationId, limit: 100 }, 100 + n)));
    await until('reads have paused', () => reads >= 4);
    for (let turn = 0; turn < 50; turn += 1) await writer.ask('mark-read', { conversationId, seq: 0 });
    expect(reads).toBeLessThanOrEqual(6);
    const answers = new Set<string>();
    while (answers.size < 20) for (const packet of await client.poll()) if (packet.startsWith('43/widget,')) answers.add(packet.slice(0, 13));
    app.store.messages.list = list;
    expect(reads).toBe(20);
    writer.client.close();
  });

  test('[LIM5] a client that does not read broadcasts is disconnected at 4 MB, and resumes without loss', async () => {
    const { client, writer } = await openLongHistory(1);
    const before = widgets();
    let sent = 1;
    while (widgets() === before && sent < 500) {
      await writer.send(LONG);
      sent += 1;
    }
    expect(sent).toBeGreaterThan(300);
    expect(widgets()).toBe(before - 1);
    expect(await client.poll()).toEqual([]);
    const { visitorId, visitorToken } = writer.joined;
    const resumed = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId, visitorToken, afterSeq: sent - 3 });
    expect(resumed.joined.messages.map(({ seq }) => seq)).toEqual([sent - 2, sent - 1, sent]);
    for (const { client: open } of [writer, resumed]) open.close();
  });

  test('[LIM5] so is a WebSocket client that does not read', async () => {
    const writer = await join();
    const { visitorId, visitorToken } = writer.joined;
    const tcp = connect(Number(new URL(app.url).port), '127.0.0.1');
    tcp.on('error', () => undefined);
    const frame = (text: string) => {
      const data = Buffer.from(text);
      const length = data.length < 126 ? Buffer.from([0x80 | data.length]) : Buffer.from([0x80 | 126, data.length >> 8, data.length & 255]);
      return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4), data]);
    };
    const before = widgets();
    tcp.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
    );
    await once(tcp, 'data');
    tcp.write(frame('40/widget,'));
    await until('it is connected', () => widgets() === before + 1);
    tcp.write(frame(eventPacket('/widget', 'join-conversation', { siteKey: site.siteKey, visitorId, visitorToken, afterSeq: 0 }, 1)));
    const room = () => app.application.io.of('/widget').adapter.rooms.get(`conversation:${writer.conversationId}`)?.size;
    await until('it has joined', () => room() === 2);
    tcp.pause();
    // On top of the 4 MB, the system's own buffers hold some.
    for (let sent = 0; widgets() === before + 1 && sent < 3000; sent += 1) await writer.send(LONG);
    expect(widgets()).toBe(before);
    tcp.destroy();
    writer.client.close();
  });

  test('[LIM4] a page of history has at most 256 kB of content, in both directions, over sockets and REST', async () => {
    const { writer, conversationId } = await openLongHistory(60);
    const newer = await must(writer.ask('load-messages', { conversationId, afterSeq: 0, limit: 100 }));
    expect([newer.messages.at(0)?.seq, newer.messages.length, newer.hasMore]).toEqual([1, 21, true]);
    const older = await must(writer.ask('load-messages', { conversationId, beforeSeq: 61, limit: 100 }));
    expect([older.messages.at(-1)?.seq, older.messages.length, older.hasMore]).toEqual([60, 21, true]);
    const { visitorId, visitorToken } = writer.joined;
    const joined = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId, visitorToken });
    expect([joined.joined.messages.at(-1)?.seq, joined.joined.messages.length, joined.joined.hasMore]).toEqual([60, 21, true]);
    const token = app.owner.accessToken;
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `/conversations/${conversationId}/messages?limit=100${cursor && `&cursor=${cursor}`}`;
      const page: { items: { seq: number }[]; nextCursor: string | null } = await app.api('GET', path, { token });
      seen.unshift(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    for (const { client } of [writer, joined]) client.close();
  });
});

describe('rejected events', () => {
  test('[WIRE10] a numeric event name is VALIDATION, like any other unknown name', async () => {
    const client = await openPolling(app.url, '/widget');
    await client.post(['42/widget,1[5,{}]', '42/widget,2["x"]']);
    const packets = [await client.pollFor('43/widget,1')];
    expect(packets.join()).toContain('VALIDATION');
    expect(packets.join()).not.toContain('INTERNAL');
  });

  test('[LIM2] a client whose events are rejected repeatedly gets a few replies, then is disconnected', async () => {
    const client = await openPolling(app.url, '/widget');
    const before = widgets();
    await client.post(Array.from({ length: 3000 }, () => '42/widget,["x"]'));
    await until('it is disconnected', () => widgets() === before - 1);
    const answers = (await client.poll()).filter((packet) => packet.startsWith('42/widget,["error"'));
    expect(answers.length).toBeGreaterThan(10);
    expect(answers.length).toBeLessThanOrEqual(35);
  });

  test('[LIM2] a rejection repeats little of the rejected input', async () => {
    const client = new TestClient(`${app.url}/widget`);
    await client.connected();
    const name = 'n'.repeat(60_000);
    client.socket.emit(name, {});
    expect(JSON.stringify(await client.receives('error')).length).toBeLessThan(800);
    const error = await refusal(client.ask('typing', { [name]: 1 }));
    expect(JSON.stringify(error).length).toBeLessThan(2000);
    client.close();
    const page = new TestClient(`${app.url}/widget`, { extraHeaders: { origin: `https://${'x'.repeat(10_000)}.example` } });
    await page.connected();
    const refused = await refusal(page.ask('join-conversation', { siteKey: site.siteKey }));
    expect(refused.code).toBe('ORIGIN_NOT_ALLOWED');
    expect(JSON.stringify(refused).length).toBeLessThan(800);
    page.close();
  });
});

test('[WIRE9] a join is answered once: in the ack, or as conversation-joined if no callback was passed', async () => {
  const visitor = await join();
  await visitor.client.settle();
  expect(visitor.client.eventsNamed('conversation-joined')).toEqual([]);
  const agent = await connectAgent(app.url, app.owner.accessToken);
  await must(agent.ask('join-conversation', { conversationId: visitor.conversationId }));
  expect(agent.eventsNamed('conversation-joined')).toEqual([]);
  agent.socket.emit('join-conversation', { conversationId: visitor.conversationId });
  expect(await agent.receives('conversation-joined')).toMatchObject({ conversation: { _id: visitor.conversationId }, activity: [] });
  const { visitorId, visitorToken } = visitor.joined;
  visitor.client.socket.emit('join-conversation', { siteKey: site.siteKey, visitorId, visitorToken });
  expect(await visitor.client.receives('conversation-joined')).toMatchObject({ visitorId, messages: [] });
  for (const client of [visitor.client, agent]) client.close();
});

test('[LIM3] a reader who reads too many pages must wait: across joins, history and REST, visitor and agent alike', async () => {
  const strict = await startTestApplication({ env: { HISTORY_READS_PER_10S: '4' } });
  const { siteKey } = await strict.addSite();
  const visitor = await connectVisitor(strict.url, { siteKey });
  const { conversationId } = visitor;
  const { visitorId, visitorToken } = visitor.joined;
  await must(visitor.client.ask('join-conversation', { siteKey, visitorId, visitorToken }) as Promise<{ ok: true } & ConversationJoined>);
  for (let n = 0; n < 3; n += 1) await must(visitor.ask('load-messages', { conversationId }));
  const error = await refusal(visitor.ask('load-messages', { conversationId }));
  expect(error).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
  expect(error.retryAfterMs).toBeGreaterThan(0);
  expect((await refusal(visitor.client.ask('join-conversation', { siteKey, visitorId, visitorToken }))).code).toBe('RATE_LIMITED');

  const token = strict.owner.accessToken;
  const agent = await connectAgent(strict.url, token);
  for (let n = 0; n < 2; n += 1) await must(agent.ask('join-conversation', { conversationId }));
  for (let n = 0; n < 2; n += 1) await strict.api('GET', `/conversations/${conversationId}/messages`, { token });
  await expect(strict.api('GET', `/conversations/${conversationId}/messages`, { token })).rejects.toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  expect((await refusal(agent.ask('load-messages', { conversationId }))).code).toBe('RATE_LIMITED');
  for (const client of [visitor.client, agent]) client.close();
  await strict.close();
});
