import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenIn } from '../server/src/testing/link-token.ts';
import { openPage } from './support/browser.ts';
import { type Installation, install, PASSWORD, writeInChat } from './support/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(() => here?.close());

const LIST = '/admin/conversations/unassigned';
const row = (admin: Page, word: string) => admin.getByRole('link', { name: new RegExp(`${word} asks`) });
const unread = (admin: Page, word: string) => row(admin, word).getByText('unread');
const composer = (admin: Page) => admin.getByRole('textbox', { name: /^Message to/ });

const seen = (shop: Page) => shop.getByRole('article').filter({ hasText: 'delta asks' }).getByText(/Read/);

async function openAsBen(): Promise<Page> {
  const { inviteLink } = await here.api<{ inviteLink: string }>('POST', '/agents', {
    email: 'ben@shop.example',
    name: 'Ben Ito',
    role: 'agent',
    siteIds: [here.site._id],
  });
  await here.api('POST', '/auth/accept-invite', { token: tokenIn(inviteLink), name: 'Ben Ito', password: PASSWORD });
  const ben = await openPage(await here.browser.newContext({ viewport: { width: 1440, height: 900 } }), `${here.product.url}/admin/login`);
  await ben.getByLabel('Email').fill('ben@shop.example');
  await ben.getByLabel('Password').fill(PASSWORD);
  await ben.getByRole('button', { name: 'Sign in' }).click();
  await ben.waitForURL((url) => !url.pathname.endsWith('/login'));
  await ben.goto(here.product.url + LIST);
  return ben;
}

test('[INBOX32 INBOX33 INBOX34] what Ada reads stays unread for Ben, and what she marks as unread stays so for her alone until she opens it again', async () => {
  const shop = await here.openShop();
  await writeInChat(await here.openShop(), 'other asks');
  await writeInChat(shop, 'delta asks');
  const ada = await here.openAdmin(LIST);
  const ben = await openAsBen();
  for (const admin of [ada, ben]) await unread(admin, 'delta').waitFor();

  await row(ada, 'delta').click();
  await unread(ada, 'delta').waitFor({ state: 'detached' });
  await seen(shop).waitFor();
  expect(await unread(ben, 'delta').isVisible()).toBe(true);

  // By the menu: the conversation stays open and unread, over a reload and more than the second after which it would count as read.
  await ada.getByRole('button', { name: 'More' }).click();
  await ada.getByRole('menuitem', { name: 'Mark unread' }).click();
  await unread(ada, 'delta').waitFor();
  await ada.clock.install();
  await ada.reload();
  await unread(ada, 'delta').waitFor();
  await ada.getByRole('log', { name: 'Messages' }).getByText('delta asks').waitFor();
  await ada.clock.fastForward(5000);
  await composer(ada).pressSequentially('hm');
  await shop.getByText(/is typing/).waitFor();
  await composer(ada).fill('');
  expect(await unread(ada, 'delta').isVisible()).toBe(true);
  expect(await seen(shop).isVisible()).toBe(true);

  // Another tab follows, and opening it there reads it everywhere.
  const tab = await ada.context().newPage();
  await tab.goto(here.product.url + LIST);
  await unread(tab, 'delta').waitFor();
  await row(tab, 'delta').click();
  for (const page of [tab, ada]) await unread(page, 'delta').waitFor({ state: 'detached' });
  expect(await unread(ben, 'delta').isVisible()).toBe(true);

  // By key, with Undo.
  await tab.keyboard.press('Escape');
  await tab.keyboard.press('u');
  for (const page of [tab, ada]) await unread(page, 'delta').waitFor();
  await tab.getByRole('button', { name: 'Undo' }).click();
  for (const page of [tab, ada]) await unread(page, 'delta').waitFor({ state: 'detached' });

  // Ben's answer reads it for the team; Ada's own mark stays hers.
  await row(tab, 'delta').focus();
  await tab.keyboard.press('u');
  await unread(tab, 'delta').waitFor();
  await row(ben, 'delta').click();
  await composer(ben).fill('Here you are');
  await composer(ben).press('Enter');
  const unreadOpen = (admin: Page) => admin.locator('[data-row][aria-current=true]').getByText('unread');
  await ben.locator('[data-row][aria-current=true]').getByText('Here you are').waitFor();
  expect(await unreadOpen(ben).count()).toBe(0);
  await tab.getByRole('log', { name: 'Messages' }).getByText('Here you are').waitFor();
  expect(await unreadOpen(tab).isVisible()).toBe(true);
});
