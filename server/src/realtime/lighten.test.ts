import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, Socket as Tcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server, Socket } from 'socket.io';
import { Manager } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { setUpInstallation } from '../../faults/installation.ts';
import { askMemory, OBSERVED, startServerProcess } from '../../faults/server-process.ts';
import { until } from '../../faults/until.ts';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, TestClient } from '../testing/test-client.ts';
import { attachSockets, createSockets } from './create-sockets.ts';

test('no request of a WebSocket connection is retained, and the connections work without them', { timeout: 60_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'supportchat-lighten-'));
  const server = await startServerProcess({ dataDir, ipc: true, nodeArguments: OBSERVED });
  try {
    const requests = async () => (await askMemory(server)).requests;
    // Express retains a few objects that count as requests.
    const atFirst = await requests();
    const { siteKey, siteId, agents } = await setUpInstallation(server, 1);

    const join = { siteKey, currentPage: 'https://shop.example/' };
    const visitors = await Promise.all(Array.from({ length: 30 }, () => connectVisitor(server.url, join)));
    const agent = await connectAgent(server.url, agents[0]?.accessToken ?? '', [siteId]);
    await until('their requests are gone', async () => (await requests()) <= atFirst);
    await Promise.all(visitors.map(({ send }) => send('Hello')));
    await Promise.all(visitors.map(({ conversationId }) => agent.hears('conversation-update', ({ conversation }) => conversation._id === conversationId)));

    // The counter works: a connection that started with long polling retains its first request.
    const polling = await connectVisitor(server.url, join, { transports: ['polling'] });
    expect(await requests()).toBeGreaterThan(atFirst);
    for (const { client } of [...visitors, polling]) client.close();
    agent.close();
  } finally {
    await server.end('SIGKILL');
    rmSync(dataDir, { recursive: true });
  }
});

describe('one connection and several namespaces', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startTestApplication();
  });
  afterAll(() => app.close());

  test.each(['websocket', 'polling'])('a client over %s may leave a namespace and rejoin it, and another one at the same time', async (transport) => {
    const site = await app.addSite();
    const manager = new Manager(app.url, { transports: [transport], reconnection: false, extraHeaders: { origin: 'https://shop.example' } });
    const widget = manager.socket('/widget');
    const admin = manager.socket('/admin', { auth: { token: app.owner.accessToken } });
    await until('both are connected', () => widget.connected && admin.connected);
    for (let round = 0; round < 3; round += 1) {
      widget.disconnect();
      await admin.emitWithAck('join-site', { siteId: site._id });
      widget.connect();
      const joined = await must(widget.emitWithAck('join-conversation', { siteKey: site.siteKey }));
      expect(joined).toMatchObject({ siteName: site.name });
    }
    manager._close();
  });

  test('the page that a connection came from is remembered when it joins a second time', async () => {
    const site = await app.addSite();
    const manager = new Manager(app.url, { transports: ['websocket'], reconnection: false, extraHeaders: { origin: 'https://elsewhere.example' } });
    const admin = manager.socket('/admin', { auth: { token: app.owner.accessToken } });
    await until('the panel is connected', () => admin.connected);
    const widget = manager.socket('/widget');
    expect(await widget.emitWithAck('join-conversation', { siteKey: site.siteKey })).toMatchObject({ ok: false, error: { code: 'ORIGIN_NOT_ALLOWED' } });
    manager._close();
  });
});

describe('batched writes', () => {
  let io: Server;
  let url: string;
  const connected: Socket[] = [];
  beforeAll(async () => {
    const http = createServer();
    io = createSockets();
    attachSockets(io, http, () => false);
    io.of('/widget').on('connection', (socket) => {
      connected.push(socket);
      socket.on('ask', (number: number, ack: (number: number) => void) => ack(number));
    });
    await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/widget`;
  });
  afterAll(() => io.close());

  const open = async () => {
    const client = new TestClient(url);
    await client.connected();
    return client;
  };
  const numbersHeard = (client: TestClient) => client.eventsNamed('number').map(({ number }) => number);
  const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

  test('everything arrives once and in order: single, in bursts, to rooms, alongside acks, with frames larger than one system call takes', async () => {
    const clients = await Promise.all(upTo(8).map(open));
    const sockets = connected.slice(-8);
    const acks: Promise<number>[] = [];
    const ROUNDS = 200;
    let sent = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const burst = round % 7;
      for (let n = 0; n <= burst; n += 1) io.of('/widget').emit('number', { number: sent++, filling: 'x'.repeat(round % 50 === 0 ? 300_000 : round) });
      if (round % 3 === 0) acks.push(...clients.map((client) => client.socket.timeout(20_000).emitWithAck('ask', round) as Promise<number>));
      if (round % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await Promise.all(acks)).toEqual(
      upTo(ROUNDS)
        .filter((round) => round % 3 === 0)
        .flatMap((round) => clients.map(() => round)),
    );
    await Promise.all(clients.map((client) => client.hears('number', ({ number }) => number === sent - 1)));
    for (const client of clients) {
      expect(numbersHeard(client)).toEqual(upTo(sent));
      client.close();
    }
    expect(sockets).toHaveLength(8);
  });

  test('writes to a connection within one event-loop turn take few system calls', async () => {
    const client = await open();
    const tcp = tcpOf(connected.at(-1) as Socket);
    const one = vi.spyOn(tcp, '_write');
    const several = vi.spyOn(tcp, '_writev' as '_write');
    for (const number of upTo(100)) connected.at(-1)?.emit('number', { number });
    await client.hears('number', ({ number }) => number === 99);
    expect(numbersHeard(client)).toEqual(upTo(100));
    expect(one.mock.calls.length + several.mock.calls.length).toBeLessThanOrEqual(2);
    client.close();
  });

  test('a connection that closes while its writes are batched does not affect the others', async () => {
    const [leaving, staying] = [await open(), await open()];
    const [socketOfLeaving, socketOfStaying] = connected.slice(-2);
    for (const number of upTo(10)) {
      socketOfLeaving?.emit('number', { number });
      socketOfStaying?.emit('number', { number });
    }
    tcpOf(socketOfLeaving as Socket).destroy();
    await leaving.disconnected();
    await staying.hears('number', ({ number }) => number === 9);
    expect(numbersHeard(staying)).toEqual(upTo(10));
    staying.close();
  });

  test('a connection closed by the server first receives what was written before', async () => {
    const client = await open();
    const socket = connected.at(-1);
    for (const number of upTo(10)) socket?.emit('number', { number });
    socket?.disconnect(true);
    await client.disconnected();
    expect(numbersHeard(client)).toEqual(upTo(10));
  });
});

function tcpOf(socket: Socket): Tcp {
  const { transport } = socket.conn as unknown as { transport: { socket: { _socket: Tcp } } };
  expect(transport.socket._socket).toBeInstanceOf(Tcp);
  return transport.socket._socket;
}
