import { createServer } from 'node:http';
import { type AddressInfo, Socket as Tcp } from 'node:net';
import type { Server, Socket } from 'socket.io';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TestClient } from '../testing/test-client.ts';
import { attachSockets, createSockets } from './create-sockets.ts';

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
  const receivedNumbers = (client: TestClient) => client.eventsNamed('number').map(({ number }) => number);
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
    await Promise.all(clients.map((client) => client.receives('number', ({ number }) => number === sent - 1)));
    for (const client of clients) {
      expect(receivedNumbers(client)).toEqual(upTo(sent));
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
    await client.receives('number', ({ number }) => number === 99);
    expect(receivedNumbers(client)).toEqual(upTo(100));
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
    await staying.receives('number', ({ number }) => number === 9);
    expect(receivedNumbers(staying)).toEqual(upTo(10));
    staying.close();
  });

  test('a connection closed by the server first receives what was written before', async () => {
    const client = await open();
    const socket = connected.at(-1);
    for (const number of upTo(10)) socket?.emit('number', { number });
    socket?.disconnect(true);
    await client.disconnected();
    expect(receivedNumbers(client)).toEqual(upTo(10));
  });
});

function tcpOf(socket: Socket): Tcp {
  const { transport } = socket.conn as unknown as { transport: { socket: { _socket: Tcp } } };
  expect(transport.socket._socket).toBeInstanceOf(Tcp);
  return transport.socket._socket;
}
