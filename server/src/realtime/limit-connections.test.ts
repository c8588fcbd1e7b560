import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, refusal, TestClient } from '../testing/test-client.ts';
import { createCloseUnused } from './close-unused.ts';

let app: TestApplication;
let open: { close(): void }[];
beforeEach(() => {
  open = [];
});
afterEach(async () => {
  for (const client of open) client.close();
  await app.close();
});

const start = async (env: Record<string, string>) => {
  app = await startTestApplication({ env });
};
const client = (namespace: string, options: object = {}) => {
  const made = new TestClient(`${app.url}${namespace}`, options);
  open.push(made);
  return made;
};
const from = (address: string) => ({ extraHeaders: { 'x-forwarded-for': address } });
const connections = () => app.application.io.engine.clientsCount;

describe('connections per address', () => {
  test.each(['websocket', 'polling'])('[LIM10] connections beyond the limit are rejected with the time to wait, over %s, and closed', async (transport) => {
    await start({ CONNECTIONS_PER_IP: '3', TRUST_PROXY: 'loopback' });
    const transports = [transport];
    for (let n = 1; n <= 3; n += 1) await client('/widget', { transports, ...from(`2001:db8:1:2::${n}`) }).connected();
    const refused = client('/widget', { transports, ...from('2001:db8:1:2::4') });
    await expect(refused.connected()).rejects.toMatchObject({ data: { code: 'RATE_LIMITED', retryable: true, retryAfterMs: expect.any(Number) } });
    await until('it is closed', () => connections() === 3);
    await client('/widget', { transports, ...from('192.0.2.9') }).connected();
    open[0]?.close();
    await until('one has left', () => connections() === 3);
    await client('/widget', { transports, ...from('2001:db8:1:2::5') }).connected();
  });

  test('[LIM10] a flood of them is not accepted at all', async () => {
    await start({ CONNECTIONS_PER_IP: '10', TRUST_PROXY: 'loopback' });
    const flood = Array.from({ length: 60 }, () => client('/widget', from('192.0.2.1')));
    const results = await Promise.allSettled(flood.map((one) => one.connected()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(connections()).toBeLessThanOrEqual(20);
  });

  test('[LIM10] an agent’s panels are counted separately, and rejected in the same way', async () => {
    await start({ CONNECTIONS_PER_IP: '1' });
    open.push(await connectAgent(app.url, app.owner.accessToken));
    await client('/widget').connected();
    await expect(client('/admin', { auth: { token: app.owner.accessToken } }).connected()).rejects.toMatchObject({ data: { code: 'RATE_LIMITED' } });
  });

  test.each(['websocket', 'polling'])('[LIM15] a flood of visitor and silent connections keeps no agent out, over %s', async (transport) => {
    await start({ CONNECTIONS_PER_IP: '5' });
    const widgets = await Promise.allSettled(Array.from({ length: 40 }, () => client('/widget').connected()));
    expect(widgets.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    for (let round = 1; round <= 5; round += 1) {
      const silent = Array.from({ length: 9 }, () => {
        const socket = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
        open.push(socket);
        return new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
      });
      const panel = client('/admin', { transports: [transport], auth: { token: app.owner.accessToken } });
      await Promise.all([panel.connected(), ...silent]);
      expect(panel.socket.connected).toBe(true);
      if (round < 5) panel.close();
    }
    const stranger = client('/admin', { auth: { token: 'wrong' } });
    await expect(stranger.connected()).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    await until('the unauthenticated ones are closed', () => connections() <= 6);
  });

  test('[LIM10] one visitor can connect in a bounded number of tabs; the next one waits until another is closed', async () => {
    await start({ CONNECTIONS_PER_VISITOR: '2' });
    const { siteKey } = await app.addSite();
    const first = await connectVisitor(app.url, { siteKey });
    const { visitorId, visitorToken } = first.joined;
    const second = await connectVisitor(app.url, { siteKey, visitorId, visitorToken });
    const third = client('/widget');
    await third.connected();
    expect(await refusal(third.ask('join-conversation', { siteKey, visitorId, visitorToken }))).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    second.client.close();
    await until('the other tab is closed', () => app.application.io.of('/widget').sockets.size === 2);
    expect(await third.ask('join-conversation', { siteKey, visitorId, visitorToken })).toMatchObject({ ok: true });
    open.push(first.client);
  });
});

test('[LIM11] a connection that has joined nothing for a minute is closed; panels and joined widgets stay', async () => {
  await start({});
  const { siteKey } = await app.addSite();
  const closeUnused = createCloseUnused(app.application.io, app.clock.now);
  const visitor = await connectVisitor(app.url, { siteKey });
  const agent = await connectAgent(app.url, app.owner.accessToken);
  const [idle, left] = [client('/widget'), await connectVisitor(app.url, { siteKey })];
  await idle.connected();
  const raw = await (await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`)).text();
  expect(raw).toContain('sid');
  closeUnused();
  app.clock.forward(59_000);
  closeUnused();
  expect(connections()).toBe(5);
  app.clock.forward(1000);
  closeUnused();
  await idle.disconnected();
  await until('only those in use are left', () => connections() === 3);
  for (const { client: used } of [visitor, { client: agent }, left]) {
    expect(used.socket.connected).toBe(true);
    open.push(used);
  }
});

test('[LIM2] a connection that joins namespaces again and again is closed', async () => {
  await start({});
  const address = `${app.url}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(address)).text()).slice(1)) as { sid: string };
  const body = Array.from({ length: 700 }, () => '40/admin,{"token":"x"}').join('\u001e');
  await fetch(`${address}&sid=${sid}`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
  await until('it is closed', () => connections() === 0);
  const answer = await fetch(`${address}&sid=${sid}`);
  expect(answer.status).toBe(400);
});

test('[LIM12] one address may hold a bounded number of connections of any kind', async () => {
  await start({ CONNECTIONS_PER_IP: '5' });
  const held: Socket[] = [];
  let ended = 0;
  for (let n = 0; n < 85; n += 1) {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.on('error', () => undefined).on('close', () => (ended += 1));
    held.push(socket);
    await once(socket, 'connect');
  }
  await until('the others have ended', () => ended >= 20);
  expect(ended).toBeLessThanOrEqual(24);
  for (const socket of held) socket.destroy();
  open = [];
});
