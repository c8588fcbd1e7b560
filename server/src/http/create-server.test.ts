import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHttpServer } from './create-server.ts';

const server = () => createHttpServer({ limitOf: () => 100, isProxy: () => false, logRefusal: () => undefined });
let running: ReturnType<typeof server>;
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  running.closeAllConnections();
  running.close();
});

test('[LIM12] slow requests are aborted: 15 s for the first byte and the headers, 30 s for the whole request', async () => {
  running = server();
  expect(running).toMatchObject({ headersTimeout: 15_000, requestTimeout: 30_000 });
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
