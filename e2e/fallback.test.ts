import { once } from 'node:events';
import { createServer, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Conversation, List } from '@supportchat/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { type Installation, install, writeInChat } from './support/installation.ts';
import { pageWithWidget, startWebsite } from './support/page-server.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(() => here?.close());

test('behind a proxy that blocks WebSockets, the chat works over long polling', async () => {
  const target = new URL(here.product.url);
  const request = target.protocol === 'https:' ? secureRequest : plainRequest;
  const proxy = createServer((incoming, outgoing) => {
    const onward = request({ host: '127.0.0.1', port: target.port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  proxy.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const website = await startWebsite(() => ({ html: pageWithWidget(address, { siteKey: here.site.siteKey }) }));
  const page = await openPage(await here.browser.newContext(), website.origin);
  await writeInChat(page, 'by long-polling');
  const { items } = await here.api<List<Conversation>>('GET', '/conversations');
  await here.api('POST', `/conversations/${items[0]?._id}/messages`, { content: 'heard you' });
  await page.getByRole('article').filter({ hasText: 'heard you' }).waitFor();
  expect(items[0]?.lastMessage?.content).toBe('by long-polling');
  await website.close();
  proxy.closeAllConnections();
  proxy.close();
});
