import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { type Product, startOneProcess } from '../e2e/support/product.ts';
import { findFreePort, type Nginx, startNginx } from './testing/nginx.ts';
import { ask, upgrade } from './testing/request.ts';

const program = inject('nginx') ?? '';

describe.skipIf(program === '')('two instances of the product behind nginx', () => {
  let instances: [Product, Product];
  let nginx: Nginx;
  const addressOf = (product: Product) => `127.0.0.1:${new URL(product.url).port}`;
  beforeAll(async () => {
    const settings = { TRUST_PROXY: '1', LOGIN_FAILURES_PER_15MIN: '1' };
    instances = await Promise.all([startOneProcess(settings), startOneProcess(settings)]);
    nginx = await startNginx(program, [addressOf(instances[0]), addressOf(instances[1])]);
  });
  afterAll(async () => {
    await nginx?.stop();
    await Promise.all(instances?.map((product) => product.remove()) ?? []);
  });

  test('http:// redirects to the same address with https://', async () => {
    const response = await fetch(`${nginx.plainUrl}/admin/setup?token=a`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([308, 'https://127.0.0.1/admin/setup?token=a']);
  });

  test('the widget’s file arrives compressed, over HTTP/1.1 and HTTP/2', async () => {
    const answer = await ask(`${nginx.url}/widget.js`, { ...nginx, headers: { 'Accept-Encoding': 'gzip' } });
    expect([answer.status, answer.headers['content-encoding'], answer.headers['access-control-allow-origin']]).toEqual([200, 'gzip', '*']);
    const session = connect(nginx.url, { ca: nginx.certificate });
    const stream = session.request({ ':path': '/widget.js' });
    const [headers] = (await once(stream, 'response')) as [{ ':status': number }];
    expect([headers[':status'], await text(stream)]).toEqual([200, readFileSync(join(import.meta.dirname, '../widget/dist/widget.js'), 'utf8')]);
    session.close();
  });

  test('WebSockets are spread evenly', async () => {
    const sockets: Duplex[] = [];
    for (let i = 0; i < 10; i++) {
      const socket = await upgrade(`${nginx.url}/socket.io/?EIO=4&transport=websocket`, nginx);
      if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
      sockets.push(socket);
    }
    for (const socket of sockets) socket.destroy();
    const upgraded = () => nginx.requests().filter(({ status }) => status === 101);
    await expect.poll(() => upgraded().length === sockets.length).toBeTruthy();
    expect(countBy(upgraded().map(({ instance }) => instance))).toEqual({ [addressOf(instances[0])]: 5, [addressOf(instances[1])]: 5 });
  });

  test('a long-polling session stays on one instance, and so does its upgrade to a WebSocket; different clients reach both', async () => {
    const before = nginx.requests().length;
    const homes = new Set<string>();
    for (const from of ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.6', '127.0.0.7', '127.0.0.8', '127.0.0.9']) {
      const begin = nginx.requests().length;
      const session = `${nginx.url}/socket.io/?EIO=4&transport=polling`;
      const opened = await ask(session, { ...nginx, from });
      const { sid, pingInterval, pingTimeout } = JSON.parse(opened.body.slice(1)) as { sid: string; pingInterval: number; pingTimeout: number };
      expect(pingInterval + pingTimeout).toBeLessThan(readTimeoutOfSockets());
      for (let i = 0; i < 5; i++) {
        const sent = await ask(`${session}&sid=${sid}`, { ...nginx, from, method: 'POST', body: i === 0 ? '40/widget,' : '42/widget,["typing",{}]' });
        expect([sent.status, sent.body]).toEqual([200, 'ok']);
        expect((await ask(`${session}&sid=${sid}`, { ...nginx, from })).status).toBe(200);
      }
      const socket = await upgrade(`${nginx.url}/socket.io/?EIO=4&transport=websocket&sid=${sid}`, { ...nginx, from });
      if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
      socket.destroy();
      await expect.poll(() => nginx.requests().length === begin + 12).toBeTruthy();
      const used = new Set(
        nginx
          .requests()
          .slice(begin)
          .map(({ instance }) => instance),
      );
      expect(used.size).toBe(1);
      homes.add([...used][0] ?? '');
    }
    expect(homes.size).toBe(2);
    expect(
      nginx
        .requests()
        .slice(before)
        .filter(({ status }) => status >= 400),
    ).toEqual([]);
  });

  test('a killed instance is skipped immediately, for GET, POST and WebSocket; it is used again when it is back', async () => {
    await instances[0].kill();
    const countBefore = nginx.requests().length;
    for (let i = 0; i < 10; i++) {
      expect((await ask(`${nginx.url}/health`, nginx)).status).toBe(200);
      const signIn = { ...nginx, method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } };
      expect((await ask(`${nginx.url}/api/v1/auth/login`, signIn)).status).toBe(400);
      const from = `127.0.0.${i + 20}`;
      expect((await ask(`${nginx.url}/socket.io/?EIO=4&transport=polling`, { ...nginx, from })).status).toBe(200);
      const socket = await upgrade(`${nginx.url}/socket.io/?EIO=4&transport=websocket`, nginx);
      if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
      socket.destroy();
    }
    const answered = () => nginx.requests().slice(countBefore);
    await expect.poll(() => answered().length === 40).toBeTruthy();
    expect(answered().filter(({ instance }) => !instance.endsWith(addressOf(instances[1])))).toEqual([]);

    await instances[0].restart();
    const nextInstance = async () => {
      await ask(`${nginx.url}/health`, nginx);
      return nginx.requests().at(-1)?.instance;
    };
    await expect.poll(nextInstance).toBe(addressOf(instances[0]));
  });

  test('the server sees a visitor’s own address, not nginx’s, and not a made-up one', async () => {
    const one = await startFor([addressOf(instances[0]), addressOf(instances[0])]);
    const signIn = async (from: string, i: number) => {
      const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': `203.0.113.${i}` };
      const body = JSON.stringify({ email: `nobody-${from}-${i}@shop.example`, password: 'wrong password' });
      return (await ask(`${one.url}/api/v1/auth/login`, { ...one, from, method: 'POST', body, headers })).status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push(await signIn('127.0.0.40', i));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect(await signIn('127.0.0.41', 7)).toBe(401);
  });
});

describe.skipIf(program === '')('what an instance receives', () => {
  test('the client’s address, the protocol and the host with its port', async () => {
    const echo = createServer((request, response) => response.end(JSON.stringify(request.headers)));
    const port = await listen(echo);
    const nginx = await startFor([`127.0.0.1:${port}`, `127.0.0.1:${port}`]);
    const headers = JSON.parse((await ask(`${nginx.url}/any`, { ...nginx, from: '127.0.0.9' })).body) as Record<string, string>;
    expect(headers).toMatchObject({ host: new URL(nginx.url).host, 'x-forwarded-for': '127.0.0.9', 'x-forwarded-proto': 'https', connection: 'close' });
  });

  test('a POST that has reached one instance is never sent to another, a GET is', async () => {
    let reached: string[] = [];
    const breaking = () =>
      createServer((request) => {
        reached.push(request.method ?? '');
        request.socket.destroy();
      });
    const servers = [breaking(), breaking()];
    const [first = 0, second = 0] = await Promise.all(servers.map(listen));
    const nginx = await startFor([`127.0.0.1:${first}`, `127.0.0.1:${second}`]);
    expect((await ask(`${nginx.url}/api/v1/sites`, { ...nginx, method: 'POST', body: '{}' })).status).toBe(502);
    expect(reached).toEqual(['POST']);
    const reachedByNext = async () => {
      reached = [];
      await ask(`${nginx.url}/api/v1/sites`, nginx);
      return reached.length;
    };
    await expect.poll(reachedByNext).toBe(2);
    expect(reached).toEqual(['GET', 'GET']);
  });

  test('a hashed file that only one instance has, as during an update, is always found', async () => {
    const old = createServer((_request, response) => response.writeHead(404).end());
    const updated = createServer((_request, response) => response.end('new'));
    const nginx = await startFor([`127.0.0.1:${await listen(old)}`, `127.0.0.1:${await listen(updated)}`]);
    for (let i = 0; i < 6; i++) {
      expect((await ask(`${nginx.url}/w/chat-abcdefgh.js`, nginx)).body).toBe('new');
      expect((await ask(`${nginx.url}/admin/assets/index-abcdefgh.js`, nginx)).body).toBe('new');
    }
    const others = await Promise.all([1, 2].map(() => ask(`${nginx.url}/api/v1/sites/none`, nginx)));
    expect(others.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  test('with no instance up: an error immediately', async () => {
    const nginx = await startFor([`127.0.0.1:${await findFreePort()}`, `127.0.0.1:${await findFreePort()}`]);
    expect((await ask(`${nginx.url}/health`, nginx)).status).toBe(502);
  });
});

/** An nginx for one test. */
async function startFor(instances: [string, string]): Promise<Nginx> {
  const nginx = await startNginx(program, instances);
  onTestFinished(nginx.stop);
  return nginx;
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Milliseconds of silence after which nginx closes a socket. */
function readTimeoutOfSockets(): number {
  const file = readFileSync(join(import.meta.dirname, 'nginx.conf'), 'utf8');
  return Number(/location \/socket\.io\/ \{[^}]*proxy_read_timeout (\d+)s/.exec(file)?.[1]) * 1000;
}

function countBy(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
