import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serializeResponses } from './serialize-responses.ts';

let server: Server;
let started: { url: string; response: ServerResponse }[];
let client: Socket;
let received: string;

beforeEach(async () => {
  started = [];
  received = '';
  server = createServer((request, response) => void started.push({ url: request.url ?? '', response }));
  serializeResponses(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  client.on('data', (data) => (received += data.toString()));
  await once(client, 'connect');
});
afterEach(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

const requests = (count: number) => Array.from({ length: count }, (_, n) => `GET /${n} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
const urls = () => started.map(({ url }) => url);

test('[LIM17] of several pipelined requests, the next starts once the previous response has been sent', async () => {
  client.write(requests(17));
  for (let n = 0; n < 17; n += 1) {
    await expect.poll(() => started.length).toBe(n + 1);
    started[n]?.response.end(`answer ${n};`);
  }
  await expect.poll(() => received).toContain('answer 16;');
  expect(urls()).toEqual(Array.from({ length: 17 }, (_, n) => `/${n}`));
  expect(received.match(/answer \d+;/g)).toEqual(Array.from({ length: 17 }, (_, n) => `answer ${n};`));
});

test('[LIM17] a client that pipelines more than 16 further requests is disconnected, and none of them starts', async () => {
  client.write(requests(1000));
  await once(client, 'close');
  started[0]?.response.end();
  expect(urls()).toEqual(['/0']);
});

test('[LIM17] the body of a waiting request is read in its turn', async () => {
  client.write('GET /first HTTP/1.1\r\nHost: x\r\n\r\nPOST /second HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody');
  await expect.poll(urls).toEqual(['/first']);
  started[0]?.response.end();
  await expect.poll(urls).toEqual(['/first', '/second']);
  const body = await started[1]?.response.req.toArray();
  expect(Buffer.concat(body ?? []).toString()).toBe('body');
});

test('[LIM17] a response that the client does not read for two minutes is abandoned', () => {
  expect(server.timeout).toBe(120_000);
});
