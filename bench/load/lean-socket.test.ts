import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { io as connectOfficial } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LeanSocket } from './lean-socket.ts';

/** Messages for which each client must send and receive the same as the official one. */
const TEXTS = [
  'plain',
  '',
  'umlauts äöü, 漢字, 👩‍👩‍👧, "quoted", back\\slash, [brackets], {braces}',
  '\u2028\u2029\ud800',
  'x'.repeat(125),
  'y'.repeat(126),
  'z'.repeat(40_000),
  'ü'.repeat(34_000),
];

let server: Server;
let port: number;
const heardByServer: unknown[] = [];
let last: Socket;
beforeAll(async () => {
  const http = createServer();
  server = new Server(http, { pingInterval: 50, pingTimeout: 100, maxHttpBufferSize: 1e6 });
  server.of('/widget').on('connection', (socket) => {
    last = socket;
    socket.on('say', (payload, ack) => {
      heardByServer.push(payload);
      ack?.({ ok: true, payload });
      socket.emit('said', payload);
      socket.emit('nothing');
    });
  });
  server.of('/admin').use((socket, next) => next(socket.handshake.auth['token'] === 'good' ? undefined : new Error('rejected')));
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  port = (http.address() as AddressInfo).port;
});
afterAll(() => server.close());

async function talkLean(): Promise<unknown[]> {
  const socket = await LeanSocket.connect({ port, namespace: '/widget' });
  const received: unknown[] = [];
  socket.onEvent = (json) => received.push(JSON.parse(json));
  for (const text of TEXTS) received.push(await socket.ask('say', { text }));
  await socket.ask('say', { last: true });
  socket.close();
  return received;
}

async function talkOfficially(): Promise<unknown[]> {
  const socket = connectOfficial(`http://127.0.0.1:${port}/widget`, { transports: ['websocket'], forceNew: true });
  const received: unknown[] = [];
  socket.onAny((...event) => received.push(event));
  for (const text of TEXTS) received.push(await socket.emitWithAck('say', { text }));
  await socket.emitWithAck('say', { last: true });
  socket.disconnect();
  return received;
}

test('it sends and receives what socket.io-client sends and receives', async () => {
  const official = await talkOfficially();
  const sentOfficially = heardByServer.splice(0);
  expect(await talkLean()).toEqual(official);
  expect(heardByServer.splice(0)).toEqual(sentOfficially);
  expect(sentOfficially).toHaveLength(TEXTS.length + 1);
});

test('it answers pings and so stays connected', async () => {
  const socket = await LeanSocket.connect({ port, namespace: '/widget' });
  const conn = last.conn;
  let pongs = 0;
  await new Promise<void>((resolve) => conn.on('heartbeat', () => ++pongs === 5 && resolve()));
  expect(socket.closed).toBe(false);
  socket.close();
});

test('it is rejected as socket.io-client is, and accepted with the right token', async () => {
  await expect(LeanSocket.connect({ port, namespace: '/admin', auth: { token: 'bad' } })).rejects.toThrow('rejected');
  const socket = await LeanSocket.connect({ port, namespace: '/admin', auth: { token: 'good' } });
  expect(socket.closed).toBe(false);
  socket.close();
});

test('it reports when the server closes the connection, also for unanswered events', async () => {
  const socket = await LeanSocket.connect({ port, namespace: '/widget' });
  const unanswered = socket.ask('nobody listens', {});
  const closed = new Promise<void>((resolve) => (socket.onClose = resolve));
  last.disconnect(true);
  await closed;
  await expect(unanswered).rejects.toThrow('ended before');
  await expect(socket.ask('say', {})).rejects.toThrow('ended before');
});

test('it rejects if no server is listening, or no Socket.IO answers', async () => {
  const http = createServer((_request, response) => void response.writeHead(404).end());
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  const other = (http.address() as AddressInfo).port;
  await expect(LeanSocket.connect({ port: other, namespace: '/widget' })).rejects.toThrow('no websocket');
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  await expect(LeanSocket.connect({ port: other, namespace: '/widget' })).rejects.toThrow('ECONNREFUSED');
});
