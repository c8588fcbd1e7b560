import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conversation, List, Message } from '@supportchat/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, setUpInstallation } from '../server/faults/installation.ts';
import { tokenIn } from '../server/src/testing/link-token.ts';
import { type PreviousVersion, unpackPreviousVersion } from '../server/src/testing/previous/previous-version.ts';
import { connectAgent, must } from '../server/src/testing/test-client.ts';
import { launchBrowser, openPage } from './support/browser.ts';
import { writeInChat } from './support/installation.ts';
import { pageWithWidget, startWebsite, type Website } from './support/page-server.ts';
import { isScaled } from './support/product.ts';
import { type ServerProcess, startServerProcess } from './support/server-process.ts';

const WIDGET_FOLDER = join(import.meta.dirname, '../widget/dist');
const FILES = /\/(widget|w\/[\w-]+)\.js$/;
const FAQ = { question: 'How long does delivery take?', answer: 'Two to four working days.' };

// One process is enough: two instances of different versions are tested in server/faults/instances.
describe.skipIf(isScaled)('during an update', () => {
  let previous: PreviousVersion;
  let browser: Browser;
  let folder: string;
  let server: ServerProcess;
  let website: Website;
  beforeAll(async () => {
    previous = unpackPreviousVersion();
    browser = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), 'supportchat-e2e-'));
  });
  afterAll(async () => {
    await browser?.close();
    previous?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A server of one version, and a page that loads the files of a widget, under the server's addresses. */
  async function openChat(main: string | undefined, widgetFolder: string) {
    const dataDir = mkdtempSync(join(folder, 'data-'));
    server = await startServerProcess({ DATA_DIR: dataDir, PORT: '0' }, main);
    const setupToken = tokenIn(server.setupLink ?? server.url);
    const { siteId, siteKey, agents } = await setUpInstallation({ url: server.url, setupToken }, 1);
    const token = agents[0]?.accessToken ?? '';
    await call(server.url, 'PATCH', `/sites/${siteId}`, { token, body: { domain: '127.0.0.1' } });
    await call(server.url, 'POST', '/faqs', { token, body: { siteId, ...FAQ } });
    website = await startWebsite(() => ({ html: pageWithWidget(server.url, { siteKey }) }));
    const context = await browser.newContext();
    const served: string[] = [];
    await context.route(FILES, (route) => {
      const { pathname } = new URL(route.request().url());
      served.push(pathname);
      return route.fulfill({ path: join(widgetFolder, pathname), contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' } });
    });
    const update = async () => {
      const { port } = new URL(server.url);
      server = await startServerProcess({ DATA_DIR: dataDir, PORT: port });
      await context.unroute(FILES);
    };
    return { page: await openPage(context, website.origin), served, siteId, token, update };
  }

  test.each([
    { what: "the previous version's widget chats with this server", isOldWidget: true },
    { what: "this widget chats with the previous version's server", isOldWidget: false },
  ])('[WIRE16] $what', async ({ isOldWidget }) => {
    const chat = await openChat(isOldWidget ? undefined : previous.main, isOldWidget ? previous.widgetFolder : WIDGET_FOLDER);
    const { page, token } = chat;
    const agent = await connectAgent(server.url, token, [chat.siteId]);
    try {
      await writeInChat(page, FAQ.question);
      await page.getByText(FAQ.answer).waitFor();
      const { conversation } = await agent.receives('conversation-update', (update) => update.conversation.lastSeq === 2);
      const conversationId = conversation._id;
      await must(agent.ask('join-conversation', { conversationId }));
      await must(agent.ask('send-message', { conversationId, content: 'Hello, I am Ada.' }));
      await page.getByText('Hello, I am Ada.').waitFor();
      await agent.receives('conversation-update', (update) => update.conversation.visitorReadSeq === 3);

      await page.goto(`${website.origin}/checkout`);
      await page.getByText('Hello, I am Ada.').waitFor();
      await writeInChat(page, 'From the next page');
      await agent.receives('new-message', ({ content }) => content === 'From the next page');
      const read = () => call<Conversation>(server.url, 'GET', `/conversations/${conversationId}`, { token });
      await expect.poll(async () => (await read()).currentPage).toMatch(/\/checkout$/);
      expect(await read()).toMatchObject({ status: 'assigned', lastSeq: 4 });
      expect(chat.served.filter((path) => path.startsWith('/w/chat'))).toHaveLength(2);
      expect(page.consoleErrors).toEqual([]);
    } finally {
      agent.close();
      await page.context().close();
      await website.close();
      await server.end('SIGTERM');
    }
  });

  test("[MSG12] what was written in the previous version's widget while its server was down is sent once, by this widget after the update", async () => {
    const { page, siteId, token, update } = await openChat(previous.main, previous.widgetFolder);
    try {
      await writeInChat(page, 'Before the update');
      await server.end('SIGTERM');
      const box = page.getByRole('textbox', { name: 'Your message' });
      await box.fill('During the update');
      await box.press('Enter');
      await page.getByRole('article').filter({ hasText: 'During the update' }).waitFor();
      await page.goto('about:blank');
      await update();
      await page.goto(website.origin);
      await page.getByRole('article').filter({ hasText: 'During the update' }).getByText('Sent').waitFor();
      const { items } = await call<List<Conversation>>(server.url, 'GET', `/conversations?siteId=${siteId}`, { token });
      const messages = await call<List<Message>>(server.url, 'GET', `/conversations/${items[0]?._id}/messages`, { token });
      expect([items.length, messages.items.map(({ content }) => content)]).toEqual([1, ['Before the update', 'During the update']]);
      expect(await page.getByRole('article').filter({ hasText: 'During the update' }).count()).toBe(1);
    } finally {
      await page.context().close();
      await website.close();
      await server.end('SIGTERM');
    }
  });
});
