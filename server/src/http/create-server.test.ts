import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { extendBodyTime } from './body-deadline.ts';
import { createHttpServer } from './create-server.ts';

const server = () => createHttpServer({ limitOf: () => 100, isProxy: () => false, logRefusal: () => undefined });
let running: ReturnType<typeof server>;
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  running.closeAllConnections();
  running.close();
});

test('[LIM12] slow requests are aborted: 15 s for the first byte and the headers, 30 s for a body', async () => {
  running = server();
  expect(running).toMatchObject({ headersTimeout: 15_000, requestTimeout: 600_000 });
  running.on('request', (_request, response) => response.end('here'));
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
  const { port } = running.address() as AddressInfo;
  const [silent, talking] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  for (const socket of [silent, talking]) socket.on('error', () => undefined);
  const accepted = once(running, 'connection');
  await Promise.all([silent, talking].map((socket) => once(socket, 'connect')));
  await accepted;
  talking.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(talking, 'data');
  const ended = once(silent, 'close');
  vi.advanceTimersByTime(15_000);
  await ended;
  expect(talking.destroyed).toBe(false);
  talking.destroy();
});

test('[LIM12] a body that stalls for 30 s is cut off; a streamed one has that time for each of its pieces', async () => {
  running = server();
  const seen: IncomingMessage[] = [];
  running.on('request', (request) => void seen.push(request.on('error', () => undefined).resume()));
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
  const { port } = running.address() as AddressInfo;
  const [stalled, streamed] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  for (const socket of [stalled, streamed]) {
    socket.on('error', () => undefined);
    socket.write(`POST /${socket === streamed} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n`);
  }
  await vi.waitFor(() => expect(seen).toHaveLength(2));
  const closed = once(stalled, 'close');
  vi.advanceTimersByTime(20_000);
  for (const request of seen) if (request.url === '/true') extendBodyTime(request);
  vi.advanceTimersByTime(10_000);
  await closed;
  expect(streamed.destroyed).toBe(false);
  const ended = once(streamed, 'close');
  vi.advanceTimersByTime(20_000);
  await ended;
});
