import type { Conversation, List } from '@supportchat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, install, writeInChat } from './support/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(() => here?.close());

test('[INBOX1] a screen whose code cannot be fetched leaves the navigation in place, names the reason, and opens once the server answers', async () => {
  const admin = await here.openAdmin();
  await admin.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 })); // Nothing is prefetched.
  await admin.goto(`${here.product.url}/admin/account`);
  await admin.getByRole('heading', { name: 'Account' }).waitFor();
  await admin.route('**/admin/**', (route) => route.abort());
  await admin.getByRole('link', { name: 'FAQs' }).click();
  await admin.getByText('No connection', { exact: true }).waitFor();
  await admin.keyboard.press('Control+k');
  await admin.getByText(/Search opens when you are back online/).waitFor();
  expect(await admin.getByRole('link', { name: 'Dashboard' }).isVisible()).toBe(true);

  await admin.unroute('**/admin/**');
  await admin.getByRole('heading', { name: 'FAQs' }).waitFor();
  await admin.keyboard.press('Control+k');
  await admin.getByRole('combobox').waitFor();

  await admin.keyboard.press('Escape');
  await admin.route('**/admin/assets/*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await admin.route('**/admin/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(/assets\/index-[\w-]+\.js/g, 'assets/index-newer123.js') });
  });
  await admin.getByRole('link', { name: 'Analytics' }).click();
  await admin.getByText('A new version is available').waitFor();
  expect(await admin.getByRole('link', { name: 'Dashboard' }).isVisible()).toBe(true);
});

/** Opens the list with three visitors' conversations, newest first: "gamma", "beta", "alpha". */
async function openInbox() {
  const { items } = await here.api<List<Conversation>>('GET', '/conversations');
  const missing = ['alpha', 'beta', 'gamma'].filter((word) => !items.some(({ lastMessage }) => lastMessage?.content.startsWith(word)));
  for (const word of missing) await writeInChat(await here.openShop(), `${word} asks`);
  const admin = await here.openAdmin('/admin/conversations/unassigned');
  await row(admin, 'gamma').waitFor();
  return admin;
}
const row = (admin: Page, word: string) => admin.getByRole('link', { name: new RegExp(`${word} asks`) });
const composer = (admin: Page) => admin.getByRole('textbox', { name: /^Message to/ });
const log = (admin: Page) => admin.getByRole('log', { name: 'Messages' });
const focusIsSomewhere = (admin: Page) => admin.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);
const statuses = async () => (await here.api<List<Conversation>>('GET', '/conversations')).items.map(({ status }) => status);

test('[INBOX3] text typed after a conversation was opened is text, not commands', async () => {
  const admin = await openInbox();
  await row(admin, 'beta').click();
  await composer(admin).waitFor();
  await expect.poll(() => admin.evaluate(() => document.activeElement?.id)).toBe('composer');
  await admin.keyboard.type('Hi Tess, let me see');
  expect(await composer(admin).inputValue()).toBe('Hi Tess, let me see');
  expect(await statuses()).toEqual(['open', 'open', 'open']);
  await composer(admin).fill('');
  await admin.context().close();
});

test('[INBOX24] closing the palette returns the focus, unless a command moves it', async () => {
  const admin = await openInbox();
  await row(admin, 'gamma').focus();
  await admin.keyboard.press('j');
  await composer(admin).waitFor();
  const rowHasFocus = () => admin.evaluate(() => document.activeElement?.hasAttribute('data-row'));
  await expect.poll(rowHasFocus).toBe(true);
  const palette = admin.getByRole('combobox', { name: /^Search conversations, places/ });
  // The palette's code is fetched only the first time.
  for (const _ of ['first', 'second']) {
    await admin.keyboard.press('Control+k');
    await palette.waitFor();
    await admin.keyboard.press('Escape');
    await expect.poll(rowHasFocus).toBe(true);
  }
  await admin.keyboard.press('Control+k');
  await admin.getByRole('option', { name: /Write a reply/ }).click();
  await expect.poll(() => admin.evaluate(() => document.activeElement?.id)).toBe('composer');
  await palette.waitFor({ state: 'detached' });
  expect(await admin.evaluate(() => document.activeElement?.id)).toBe('composer');
  await admin.context().close();
});

test('[INBOX3 INBOX5] j opens the next row, keys act on the open conversation, the next one follows, and z undoes it', async () => {
  const admin = await openInbox();
  await admin.keyboard.press('j');
  await log(admin).getByText('gamma asks').waitFor();
  await admin.keyboard.press('j');
  await log(admin).getByText('beta asks').waitFor();
  await expect.poll(() => row(admin, 'beta').evaluate((element) => element === document.activeElement)).toBe(true);
  await admin.keyboard.press('e');
  await log(admin).getByText('alpha asks').waitFor();
  await admin.getByText(/^Resolved: /).waitFor();
  await expect.poll(statuses).toEqual(['open', 'resolved', 'open']);
  expect(await focusIsSomewhere(admin)).toBe(true);
  await admin.keyboard.press('z');
  await log(admin).getByText('beta asks').waitFor();
  await expect.poll(statuses).toEqual(['open', 'open', 'open']);

  await row(admin, 'alpha').click();
  await expect.poll(() => admin.evaluate(() => document.activeElement?.id)).toBe('composer');
  await admin.keyboard.press('Escape');
  await expect.poll(() => row(admin, 'alpha').evaluate((element) => element === document.activeElement)).toBe(true);
  await admin.keyboard.press('Escape');
  await admin.waitForURL((url) => url.pathname.endsWith('/unassigned'));
  expect(await focusIsSomewhere(admin)).toBe(true);
  await admin.context().close();
});

test('[INBOX4] single keys do nothing once they are switched off', async () => {
  const admin = await openInbox();
  await admin.goto(`${here.product.url}/admin/account`);
  await admin.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await admin.getByRole('link', { name: 'Live Chat' }).first().click();
  await row(admin, 'gamma').waitFor();
  await admin.keyboard.press('j');
  await admin.keyboard.press('?');
  await admin.keyboard.press('Control+k');
  await admin.getByRole('combobox').waitFor();
  expect(new URL(admin.url()).pathname).toBe('/admin/conversations/unassigned');
  expect(await admin.getByText('Keyboard shortcuts').count()).toBe(1); // the palette's own command
  await admin.context().close();
});

test('[INBOX14] a search shows the matching line and status, opens at the message with the arrow keys, and ends with the view', async () => {
  const admin = await openInbox();
  const { items } = await here.api<List<Conversation>>('GET', '/conversations?search=alpha');
  for (let count = 0; count < 60; count++)
    await here.api('POST', `/conversations/${items[0]?._id}/messages`, {
      content: count === 5 ? 'The needle is here' : `Line ${count} of many\nand its second line`,
    });
  await admin.keyboard.press('/');
  await admin.keyboard.type('NÉEDLE');
  const found = admin.getByRole('list', { name: 'Conversations' }).getByRole('link', { name: /The needle is here/ });
  await found.waitFor();
  expect(await found.locator('mark').allTextContents()).toEqual(['needle']);
  await admin.keyboard.press('ArrowDown');
  const message = log(admin).getByText('The needle is here');
  await message.waitFor();
  await expect
    .poll(() => message.evaluate((element) => element.getBoundingClientRect().top > 0 && element.getBoundingClientRect().bottom < innerHeight))
    .toBe(true);
  expect(new URL(admin.url()).hash).toBe('#m-7');
  await admin.getByRole('link', { name: /^Mine/ }).click();
  await row(admin, 'alpha').or(admin.getByText('Line 59 of many')).first().waitFor();
  expect(admin.url()).not.toContain('q=');
  expect(await admin.getByRole('searchbox').count()).toBe(0);
  await admin.keyboard.press('/');
  await admin.getByRole('button', { name: 'Close search' }).focus();
  await admin.keyboard.press('Escape');
  await expect.poll(() => admin.getByRole('searchbox').count()).toBe(0);
  await admin.keyboard.press('/');
  await admin.keyboard.type('needle');
  await found.waitFor();
  await admin.keyboard.press('ArrowDown');
  await message.waitFor();
  await admin.keyboard.press('Escape');
  await expect.poll(() => log(admin).count()).toBe(0);
  expect(await admin.getByRole('searchbox').count()).toBe(1);
  await admin.keyboard.press('Escape');
  await expect.poll(() => admin.getByRole('searchbox').count()).toBe(0);
  expect(await focusIsSomewhere(admin)).toBe(true);
  await admin.context().close();
});

/** Presses keys as fast as possible, without waiting for their effect. */
const burst = (page: Page, ...keys: string[]) =>
  Promise.all(keys.flatMap((key) => (/^[A-Z]/.test(key) ? [key] : Array.from(key))).map((key) => page.keyboard.press(key)));
/** A machine that renders slowly. */
const slowDown = async (page: Page, rate = 6) => (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
const valueOfFocus = (page: Page) => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value ?? null);
const rowIsOpen = async (admin: Page, word: string) => {
  await expect.poll(() => row(admin, word).getAttribute('aria-current')).toBe('true');
};

test('[INBOX25] text typed right after a key that opens a box is text, even on a slow machine', async () => {
  const admin = await openInbox();
  const before = await statuses();
  await slowDown(admin);
  await burst(admin, '/', 'beta jeer');
  await expect.poll(() => valueOfFocus(admin)).toBe('beta jeer');
  await burst(admin, 'Escape', 'Escape', '/', 'alpha', 'ArrowDown');
  await log(admin).getByText('alpha asks').waitFor();
  await admin.keyboard.press('Escape');
  await admin.keyboard.press('Escape');
  await row(admin, 'gamma').waitFor();

  await admin.keyboard.press('Control+k');
  await burst(admin, 'je/e');
  await expect.poll(() => valueOfFocus(admin)).toBe('je/e');
  await burst(admin, 'Escape', '/', 'gamma', 'Enter');
  await rowIsOpen(admin, 'gamma');
  await expect.poll(() => admin.evaluate(() => document.activeElement?.id)).toBe('composer');
  await admin.keyboard.press('Escape');
  await admin.keyboard.press('Escape');
  await admin.keyboard.press('Escape');
  await row(admin, 'beta').waitFor();

  await row(admin, 'beta').focus();
  await burst(admin, 'r', 'ej/a');
  await expect.poll(() => composer(admin).inputValue()).toBe('ej/a');
  await composer(admin).fill('');
  await row(admin, 'alpha').focus();
  await burst(admin, 'Enter', 'ei');
  await log(admin).getByText('alpha asks').waitFor();
  await expect.poll(() => composer(admin).inputValue()).toBe('ei');
  await composer(admin).fill('');

  await admin.getByRole('button', { name: 'More' }).click();
  await admin.getByRole('menuitem', { name: /Delete/ }).focus();
  await burst(admin, 'Enter', 'delete');
  await expect.poll(() => valueOfFocus(admin)).toBe('delete');
  await burst(admin, 'Escape');
  await expect.poll(() => admin.getByRole('alertdialog').count()).toBe(0);
  await row(admin, 'beta').focus();
  await burst(admin, 'a', 'ej');
  await rowIsOpen(admin, 'beta');
  await admin.getByRole('menu').waitFor();
  expect(await statuses()).toEqual(before);
  await admin.context().close();
});

test('[INBOX25] text typed while the palette’s code is being fetched is kept', async () => {
  const admin = await here.openAdmin();
  await admin.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 })); // Nothing is prefetched.
  await admin.goto(`${here.product.url}/admin/account`);
  await admin.getByRole('heading', { name: 'Account' }).waitFor();
  let deliver = () => {};
  const typed = new Promise<void>((resolve) => {
    deliver = resolve;
  });
  await admin.route('**/palette-body-*.js', async (route) => {
    await typed;
    await route.continue();
  });
  await admin.keyboard.press('Control+k');
  await burst(admin, 'theme: d');
  deliver();
  const palette = admin.getByRole('combobox', { name: /^Search conversations, places/ });
  await palette.waitFor();
  await admin.keyboard.press('a');
  expect(await palette.inputValue()).toBe('theme: da');
  await admin.getByRole('option', { name: 'Theme: dark' }).waitFor();
  await admin.context().close();
});

/** A second agent in a separate browser. */
async function openAsBen(path: string): Promise<Page> {
  const { inviteLink } = await here.api<{ inviteLink: string }>('POST', '/agents', { name: 'Ben Ito', email: 'ben@shop.example', role: 'admin', siteIds: [] });
  const ben = await here.openAdmin();
  await ben.context().clearCookies();
  await ben.evaluate(() => localStorage.clear());
  await ben.goto(inviteLink);
  await ben.getByLabel(/name/i).fill('Ben Ito');
  await ben.getByLabel('Password').fill('correct horse battery');
  await ben.getByRole('button', { name: /join|accept|create/i }).click();
  await ben.getByRole('navigation', { name: 'Main' }).waitFor();
  await ben.goto(here.product.url + path);
  return ben;
}

test('[INBOX12 INBOX15 INBOX18] two agents see each other, neither answers twice by accident, and typed text survives a close', async () => {
  const ada = await openInbox();
  await row(ada, 'gamma').click();
  await composer(ada).waitFor();
  const ben = await openAsBen(new URL(ada.url()).pathname);
  await ada.getByText('Ben Ito is viewing').first().waitFor();
  await ben.getByText('Ada Kern is viewing').first().waitFor();

  await composer(ada).fill('I am looking into it');
  await composer(ben).pressSequentially('It was sent');
  await ada.getByText('Ben Ito is typing an answer').waitFor();
  await composer(ben).press('Enter');
  await ada.getByText('Ben Ito answered while you were writing.').waitFor();
  await composer(ada).press('Enter');
  expect(await composer(ada).inputValue()).toBe('I am looking into it');
  await ada.getByRole('button', { name: 'Send anyway' }).press('Enter');
  await log(ben).getByText('I am looking into it').waitFor();

  await ada.keyboard.press('Escape');
  await ada.keyboard.press('i');
  await ada.getByRole('alertdialog', { name: 'Take this conversation from Ben Ito?' }).getByRole('button', { name: 'Cancel' }).click();

  await composer(ada).fill('Half a sentence');
  const id = new URL(ada.url()).pathname.split('/').at(-1);
  await ben.evaluate(async (path) => {
    const { accessToken } = await (await fetch('/api/v1/auth/refresh', { method: 'POST' })).json();
    await fetch(path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: '{"status":"closed"}',
    });
  }, `/api/v1/conversations/${id}`);
  await ada.getByText('Ben Ito closed this conversation.').waitFor();
  await ada.getByRole('region', { name: 'Your unsent text' }).getByText('Half a sentence').waitFor();
  await ada.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => ada.getByText('Half a sentence').count()).toBe(0);
  await ben.context().close();
  await ada.context().close();
});

test('[INBOX18] typed text survives the removal of its conversation', async () => {
  const admin = await openInbox();
  await row(admin, 'gamma').click();
  await log(admin).getByText('gamma asks').waitFor();
  await composer(admin).fill('Half a sentence');
  await here.api('DELETE', `/conversations/${new URL(admin.url()).pathname.split('/').at(-1)}`);
  await admin.getByText('Conversation not found').waitFor();
  await admin.getByRole('region', { name: 'Your unsent text' }).getByText('Half a sentence').waitFor();
  expect(await composer(admin).count()).toBe(0);
  await admin.context().close();
});

test('[INBOX21] a reply to a resolved conversation leaves it resolved unless it is sent to reopen it', async () => {
  const admin = await openInbox();
  await row(admin, 'beta').click();
  await admin.getByRole('button', { name: 'Resolve', exact: true }).click();
  await admin.goto(`${here.product.url}/admin/conversations/resolved`);
  await row(admin, 'beta').click();
  await admin.getByText('This conversation is resolved.').waitFor();
  await composer(admin).fill('You are welcome');
  await composer(admin).press('Enter');
  await log(admin).getByText('You are welcome').waitFor();
  await expect.poll(statuses).toContain('resolved');
  await composer(admin).fill('One more thing');
  await admin.getByRole('button', { name: 'Send & reopen' }).click();
  await log(admin).getByText('One more thing').waitFor();
  await expect.poll(statuses).not.toContain('resolved');
  await admin.context().close();
});

test('[INBOX22] offline, a conversation opens with what the list knows; one message says what was not done, and disappears once online', async () => {
  const admin = await openInbox();
  await admin.context().setOffline(true);
  await row(admin, 'alpha').or(row(admin, 'gamma')).first().click();
  await admin.getByText('Messages appear when you are back.').waitFor();
  expect(await composer(admin).isVisible()).toBe(true);
  await admin.keyboard.press('Escape');
  for (const key of ['i', 'i']) {
    await admin.keyboard.press(key);
    await admin
      .getByText(/was not changed/)
      .last()
      .waitFor();
  }
  await expect.poll(() => admin.getByText(/was not changed/).count()).toBe(1);
  await admin.context().setOffline(false);
  await log(admin).getByText(/asks/).waitFor();
  await expect.poll(() => admin.getByText(/was not changed/).count()).toBe(0);
  await admin.context().close();
});

test('[INBOX29] a server that does not answer is reported after 5 seconds, until it answers', async () => {
  await writeInChat(await here.openShop(), 'delta asks');
  const admin = await here.openAdmin();
  let isHung = false;
  const held: (() => void)[] = [];
  await admin.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => (isHung ? held.push(() => server.send(message)) : server.send(message)));
  });
  await admin.goto(`${here.product.url}/admin/conversations/open`);
  await row(admin, 'delta').click();
  await log(admin).getByText('delta asks').waitFor();
  isHung = true;
  await composer(admin).fill('On its way');
  await composer(admin).press('Enter');
  await log(admin).getByText('Sending…').waitFor();
  await log(admin).getByText('Not confirmed yet. Still trying.').waitFor();
  await admin.getByRole('button', { name: 'No answer from the server. Still trying.' }).waitFor();
  isHung = false;
  for (const send of held.splice(0)) send();
  await expect.poll(() => admin.getByText(/Still trying/).count()).toBe(0);
  expect(await log(admin).getByText('On its way').count()).toBe(1);
  await admin.context().close();
});

test('[INBOX30 AUTH18] signing out in one tab closes what waits for Undo in another, and no message stays on screen', async () => {
  await writeInChat(await here.openShop(), 'omega asks');
  const admin = await here.openAdmin('/admin/conversations/open');
  const other = await admin.context().newPage();
  await other.goto(`${here.product.url}/admin/account`);
  await row(admin, 'omega').click();
  await admin.getByRole('button', { name: 'More' }).click();
  await admin.getByRole('menuitem', { name: 'Close conversation' }).click();
  await admin.getByText(/^Closing .* in 8 seconds$/).waitFor();
  await other.getByRole('button', { name: /Ada Kern/ }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  for (const tab of [other, admin]) await tab.waitForURL(/\/admin\/login$/);
  await admin.bringToFront();
  // By itself a message stays for longer than that.
  await expect.poll(() => admin.getByText(/^Clos(ing|ed)/).count(), { timeout: 2000 }).toBe(0);
  const { items } = await here.api<List<Conversation>>('GET', '/conversations?search=omega');
  expect(items.map(({ status }) => status)).toEqual(['closed']);
  await admin.context().close();
});
