import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectVisitor, refusal, TestClient } from '../testing/test-client.ts';
import { trustFunction } from './trust-proxy.ts';
import { createUntrustedProxies } from './untrusted-proxies.ts';

let app: TestApplication | undefined;
const open: { close(): void }[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) client.close();
  await app?.close();
  app = undefined;
});

/** A log that keeps its warnings. */
function keepWarnings() {
  const warnings: { msg: string; proxy?: string }[] = [];
  return { warnings, log: pino({ level: 'warn', base: null }, { write: (line: string) => void warnings.push(JSON.parse(line)) }) };
}

type Peer = { from: string; headers: Record<string, string>; trustProxy?: false | number | string[] };

/** How a server interprets one request. */
function judge({ from, headers, trustProxy = false }: Peer) {
  const { warnings, log } = keepWarnings();
  const http = new EventEmitter();
  const proxies = createUntrustedProxies({ trust: trustFunction(trustProxy), clock: () => new Date(0), log });
  proxies.watch(http as Server);
  http.emit('request', { headers, socket: { remoteAddress: from } });
  return { isProxy: (key: string) => proxies.factorOf(key) > 1, warnings };
}

test.each<Peer & { key: string }>([
  { from: '127.0.0.1', key: '127.0.0.1', headers: { 'x-forwarded-for': '203.0.113.1' } },
  { from: '::ffff:172.18.0.1', key: '172.18.0.1', headers: { 'x-forwarded-for': '203.0.113.1' } },
  { from: '10.0.0.7', key: '10.0.0.7', headers: { forwarded: 'for=203.0.113.1' } },
  { from: '100.64.0.9', key: '100.64.0.9', headers: { 'x-real-ip': '203.0.113.1' } },
  { from: 'fd00::9', key: 'fd00:0:0:0::/64', headers: { 'x-forwarded-for': '203.0.113.1' } },
  { from: '127.0.0.1', key: '10.0.0.7', headers: { 'x-forwarded-for': '203.0.113.1, 10.0.0.7' }, trustProxy: 1 },
  { from: '10.0.0.7', key: '10.0.0.7', headers: { 'x-forwarded-for': '203.0.113.1' }, trustProxy: ['loopback'] },
])('[LIM14] $from with $headers is a proxy that TRUST_PROXY $trustProxy does not name', ({ key, ...request }) => {
  const { isProxy, warnings } = judge(request);
  expect(isProxy(key)).toBe(true);
  expect(warnings).toMatchObject([{ msg: expect.stringContaining('TRUST_PROXY') }]);
});

test.each<Peer>([
  { from: '203.0.113.9', headers: { 'x-forwarded-for': '198.51.100.1' } },
  { from: '203.0.113.9', headers: { 'x-forwarded-for': '127.0.0.1' } },
  { from: '10.0.0.7', headers: { via: '1.1 cache' } },
  { from: '127.0.0.1', headers: { 'x-forwarded-for': '10.0.0.7' }, trustProxy: 1 },
  { from: '127.0.0.1', headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' }, trustProxy: ['loopback'] },
])('[LIM14] $from with $headers is not a proxy', (request) => {
  const { isProxy, warnings } = judge(request);
  for (const key of [request.from, '127.0.0.1', '10.0.0.7', '198.51.100.1', '203.0.113.9']) expect(isProxy(key)).toBe(false);
  expect(warnings).toEqual([]);
});

test('[LIM14] clients behind a proxy that the settings do not name share ten times the limits of one address, and once an hour the log says what to set', async () => {
  const { warnings, log } = keepWarnings();
  app = await startTestApplication({ env: { CONNECTIONS_PER_IP: '3', CONVERSATIONS_PER_MINUTE_PER_IP: '1', VISITOR_MESSAGES_PER_10S_PER_IP: '1' }, log });
  const { url, clock } = app;
  const { siteKey } = await app.addSite();
  /** Each request claims another client, which is not believed. */
  const visitorOf = async (number: number) => {
    const visitor = await connectVisitor(url, { siteKey }, { extraHeaders: { 'x-forwarded-for': `203.0.113.${number}` } });
    open.push(visitor.client);
    return visitor;
  };
  const visitors = [];
  for (let number = 1; number <= 30; number += 1) visitors.push(await visitorOf(number));
  for (const { send } of visitors.slice(0, 10)) await send('Hello');
  const eleventh = visitors[10] ?? (await visitorOf(0));
  expect(await refusal(eleventh.ask('send-message', { conversationId: eleventh.conversationId, content: 'Hello' }))).toMatchObject({ code: 'RATE_LIMITED' });
  const onceTooMany = new TestClient(`${url}/widget`, { extraHeaders: { 'x-forwarded-for': '198.51.100.1' } });
  open.push(onceTooMany);
  await expect(onceTooMany.connected()).rejects.toMatchObject({ data: { code: 'RATE_LIMITED' } });

  const named = () => warnings.filter(({ proxy }) => proxy === '127.0.0.1');
  expect(named()).toHaveLength(1);
  const ask = () => fetch(`${url}/health`, { headers: { 'x-forwarded-for': '203.0.113.1' } });
  clock.forward(3_599_000);
  await ask();
  expect(named()).toHaveLength(1);
  clock.forward(1000);
  await ask();
  expect(named()).toHaveLength(2);
});
