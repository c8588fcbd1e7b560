import type { Conversation, List, Message } from '@supportchat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, install, writeInChat } from './support/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(() => here?.close());

const storedMessages = async () => {
  const { items } = await here.api<List<Conversation>>('GET', '/conversations');
  const { items: messages } = await here.api<List<Message>>('GET', `/conversations/${items[0]?._id}/messages`);
  return messages.map(({ content }) => content);
};

test('[MSG12] what a visitor writes while the server is down survives a reload and is sent once, in order', async () => {
  const page = await here.openShop();
  await writeInChat(page, 'first');
  await here.product.stop();
  const box = page.getByRole('textbox', { name: 'Your message' });
  for (const text of ['second', 'third']) {
    await box.fill(text);
    await box.press('Enter');
  }
  await page.getByText(/Reconnecting/).waitFor();
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await page.close({ runBeforeUnload: false });

  await here.product.restart();
  const back = await page.context().newPage();
  await back.goto(here.website.origin);
  await back.getByRole('button', { name: /Open chat|new message/ }).click();
  await back.getByRole('article').filter({ hasText: 'third' }).getByText('Sent').waitFor();
  expect(await storedMessages()).toEqual(['first', 'second', 'third']);
  expect(
    await back
      .getByRole('article')
      .filter({ hasText: /first|second|third/ })
      .count(),
  ).toBe(3);
});

test('[MSG13] what an agent writes while the server is down survives a reload and is sent once, in order', async () => {
  const admin = await here.openAdmin('/admin/conversations/open');
  await admin.getByRole('link', { name: /third/ }).click();
  const composer = admin.getByRole('textbox', { name: /^Message to/ });
  await composer.fill('answer one');
  await composer.press('Enter');
  await expect.poll(storedMessages).toContain('answer one');
  await here.product.stop();
  for (const text of ['answer two', 'answer three']) {
    await composer.fill(text);
    await composer.press('Enter');
  }
  await admin.getByRole('log', { name: 'Messages' }).getByText('answer three').waitFor();
  await here.product.restart();
  await admin.reload();
  await admin.getByRole('log', { name: 'Messages' }).getByText('answer three').waitFor();
  await expect.poll(storedMessages, { timeout: 30_000 }).toEqual(['first', 'second', 'third', 'answer one', 'answer two', 'answer three']);
});

/** The `clientMessageId` of every `send-message` that the page puts on the wire, over websocket or long-polling. */
function watchWire(page: Page): string[] {
  const ids: string[] = [];
  const note = (packet: string | Buffer | null) => {
    for (const [, id] of String(packet).matchAll(/"send-message",\{[^}]*"clientMessageId":"([^"]+)"/g)) ids.push(id ?? '');
  };
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => note(payload)));
  page.on('request', (request) => note(request.postData()));
  return ids;
}

test('[MSG13] [CORE3] with two tabs of the panel open, each unsent message goes over the wire once, in order', async () => {
  const left = await here.openAdmin('/admin/conversations/open');
  const right = await left.context().newPage();
  const wire = [watchWire(left), watchWire(right)];
  for (const page of [left, right]) {
    await page.goto(`${here.product.url}/admin/conversations/open`);
    await page.getByRole('link', { name: /answer three/ }).click();
    await page.getByRole('log', { name: 'Messages' }).getByText('answer three').waitFor();
  }
  await here.product.stop();
  const texts = Array.from({ length: 8 }, (_, at) => `two tabs ${at}`);
  for (const [at, text] of texts.entries()) {
    const composer = (at % 2 ? right : left).getByRole('textbox', { name: /^Message to/ });
    await composer.fill(text);
    await composer.press('Enter');
    for (const page of [left, right]) await page.getByRole('log', { name: 'Messages' }).getByText(text).waitFor();
  }
  await here.product.restart();
  // Both notice at the same moment that the network is back.
  await Promise.all([left, right].map((page) => page.evaluate(() => dispatchEvent(new Event('online')))));
  await expect.poll(async () => (await storedMessages()).filter((text) => text.startsWith('two tabs')), { timeout: 30_000 }).toEqual(texts);
  // Shown as stored in both: nothing is left that a tab could still send.
  for (const page of [left, right]) {
    const log = page.getByRole('log', { name: 'Messages' });
    for (const text of texts) await log.getByText(text).waitFor();
    await expect.poll(() => log.getByText(/Waiting to send|Sending…|Not confirmed/).count()).toBe(0);
  }
  const sent = wire.flat();
  expect(sent).toHaveLength(texts.length);
  expect(new Set(sent).size).toBe(texts.length);
});

test('[MSG14] [CORE3] with the chat open in two tabs, each unsent message goes over the wire once', async () => {
  const left = await here.openShop();
  await writeInChat(left, 'from one tab');
  const right = await left.context().newPage();
  const wire = [watchWire(left), watchWire(right)];
  for (const page of [left, right]) {
    await page.goto(here.website.origin);
    const box = page.getByRole('textbox', { name: 'Your message' });
    const launcher = page.getByRole('button', { name: /Open chat|new message/ });
    await box.or(launcher).first().waitFor();
    if (!(await box.isVisible())) await launcher.click();
    await page
      .getByRole('article')
      .filter({ hasText: 'from one tab' })
      .getByText(/Sent|Read/)
      .waitFor();
  }
  await here.product.stop();
  const texts = Array.from({ length: 6 }, (_, at) => `two tabs ${at}`);
  for (const [at, text] of texts.entries()) {
    const box = (at % 2 ? right : left).getByRole('textbox', { name: 'Your message' });
    await box.fill(text);
    await box.press('Enter');
    for (const page of [left, right]) await page.getByRole('article').filter({ hasText: text }).waitFor();
  }
  await here.product.restart();
  await Promise.all([left, right].map((page) => page.evaluate(() => dispatchEvent(new Event('online')))));
  for (const page of [left, right])
    await page
      .getByRole('article')
      .filter({ hasText: 'two tabs 5' })
      .getByText(/Sent|Read/)
      .waitFor();
  const sent = wire.flat();
  expect(sent).toHaveLength(texts.length);
  expect(new Set(sent).size).toBe(texts.length);
});
