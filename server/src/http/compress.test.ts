import { once } from 'node:events';
import { type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compress } from './compress.ts';

const TEXT = 'the same again and again '.repeat(200);

let server: Server;
let open: Response[];
beforeEach(async () => {
  open = [];
  const app = express().use(compress());
  app.get('/open', (_request, response) => {
    open.push(response.type('text/plain'));
    response.write(TEXT);
    response.flush();
  });
  app.get('/encoded', (_request, response) => {
    open.push(response.type('text/plain').set('Content-Encoding', 'br'));
    response.write(TEXT);
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** The headers of a response whose body is left unread. */
async function ask(path: string): Promise<IncomingMessage> {
  const asking = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', path, agent: false, headers: { 'accept-encoding': 'br' } }).end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  return response;
}
const encodingOf = async (path: string) => (await ask(path)).headers['content-encoding'];

test('[LIM18] 32 responses are compressed at a time; further ones are sent uncompressed until one of those is done', async () => {
  for (let n = 0; n < 32; n += 1) expect(await encodingOf('/open')).toBe('br');
  expect(await encodingOf('/open')).toBe(undefined);
  const closed = once(open[0] as Response, 'close');
  open[0]?.destroy();
  await closed;
  expect(await encodingOf('/open')).toBe('br');
});

test('[LIM18] responses compressed at build time are not counted', async () => {
  for (let n = 0; n < 32; n += 1) expect(await encodingOf('/encoded')).toBe('br');
  expect(await encodingOf('/open')).toBe('br');
});
