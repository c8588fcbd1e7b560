import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { addressKey } from '../address-key.ts';
import type { LogRefusal } from '../log-refusals.ts';
import { limitBodyTime } from './body-deadline.ts';

/** How long a client may take, in milliseconds: for its first byte and the headers, and for a whole request; see also `body-deadline.ts`. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 600_000;
const CHECK_EVERY_MS = 5000;
/** Apart from its sockets and panels, an address fetches files and calls the API. */
const atMost = (sockets: number) => 3 * sockets + 50;

/**
 * The HTTP server, which does not wait for slow clients. One address may have a little over three times as many connections as sockets; behind
 * a trusted proxy all clients have the proxy's address, so nothing is counted for it here.
 */
export function createHttpServer({
  limitOf,
  isProxy,
  logRefusal,
}: {
  limitOf: (address: string) => number;
  isProxy: (address: string) => boolean;
  logRefusal: LogRefusal;
}): Server {
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: CHECK_EVERY_MS });
  const open = new Map<string, number>();

  server.on('connection', (connection: Socket) => {
    const address = connection.remoteAddress ?? '';
    // Node's own timers start at the first byte.
    const timer = setTimeout(() => connection.bytesRead === 0 && connection.destroy(), HEADERS_TIMEOUT_MS).unref();
    connection.once('close', () => clearTimeout(timer));
    if (isProxy(address)) return;
    const key = addressKey(address);
    const count = (open.get(key) ?? 0) + 1;
    if (count > atMost(limitOf(key))) {
      logRefusal('connection', key);
      return void connection.destroy();
    }
    open.set(key, count);
    connection.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  });
  server.on('request', limitBodyTime);
  return server;
}
