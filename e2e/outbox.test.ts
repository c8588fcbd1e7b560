import type { Conversation, List, Message } from '@supportchat/protocol';
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
