import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Manager } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUpInstallation } from '../../faults/installation.ts';
import { askMemory, OBSERVED, startServerProcess } from '../../faults/server-process.ts';
import { until } from '../../faults/until.ts';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must } from '../testing/test-client.ts';

test('no request of a WebSocket connection is retained, and the connections work without them', { timeout: 60_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'supportchat-requests-'));
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
    await Promise.all(visitors.map(({ conversationId }) => agent.receives('conversation-update', ({ conversation }) => conversation._id === conversationId)));

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
