import type { Conversation, List } from '@supportchat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findViolations } from './support/axe.ts';
import { openPage } from './support/browser.ts';
import { type Installation, install, writeInChat } from './support/installation.ts';
import { pageWithWidget, startWebsite, type Website } from './support/page-server.ts';

let here: Installation;
/** A page with landmarks and its own field. */
let shop: Website;
let config: object = {};
beforeAll(async () => {
  here = await install();
  const body = '<header>Shop</header><main><h1>Shop</h1><label>Search <input></label></main><footer>Imprint</footer>';
  shop = await startWebsite(() => ({ html: pageWithWidget(here.product.url, { siteKey: here.site.siteKey, ...config }, body) }));
});
afterAll(async () => {
  await shop?.close();
  await here?.close();
});

const box = (page: Page) => page.getByRole('textbox', { name: 'Your message' });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Chat with Northwind' });
const openChat = (page: Page) => page.getByRole('button', { name: 'Open chat' }).click();

async function visit(viewport: { width: number; height: number }, options: object = {}) {
  config = options;
  return openPage(await here.browser.newContext({ viewport, locale: 'en-GB', reducedMotion: 'reduce' }), shop.origin);
}

test.each([
  { width: 844, height: 390, log: 150 },
  { width: 667, height: 375, log: 150 },
  { width: 640, height: 360, log: 150 },
  { width: 427, height: 240, log: 100 },
  { width: 320, height: 180, log: 40 },
  { width: 1000, height: 560, log: 200 },
  { width: 320, height: 568, log: 200 },
])('[WID8] at $width × $height the conversation is readable and a six-line draft keeps the Send button visible', async ({ log, ...viewport }) => {
  const page = await visit(viewport);
  await openChat(page);
  await box(page).fill('one\ntwo\nthree\nfour\nfive\nsix');
  const bounds = async (name: 'log' | 'dialog') => (await page.getByRole(name).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [logBounds, panelBounds, send] = [await bounds('log'), await bounds('dialog'), await page.getByRole('button', { name: 'Send' }).boundingBox()];
  await box(page).fill('');
  expect((await bounds('log')).height).toBeGreaterThanOrEqual(log);
  expect(send && send.y + send.height).toBeLessThanOrEqual(viewport.height);
  expect(panelBounds.y).toBeGreaterThanOrEqual(0);
  expect(panelBounds.y + panelBounds.height).toBeLessThanOrEqual(viewport.height);
  expect(panelBounds.height - logBounds.height).toBeLessThanOrEqual(viewport.height * 0.75);
  const isSmall = viewport.width <= 480 || viewport.height <= 480;
  expect(panelBounds.width === viewport.width && panelBounds.height === viewport.height).toBe(isSmall);
  expect(page.consoleErrors).toEqual([]);
  await page.context().close();
});

test('[WID9] the chat stays open from page to page in its tab, without taking the focus, until the visitor closes it', async () => {
  const page = await visit({ width: 1280, height: 800 });
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await writeInChat(page, 'where is my parcel?');
  await page.goto(`${shop.origin}/plans`);
  await panel(page).waitFor();
  await page.getByRole('article').filter({ hasText: 'where is my parcel?' }).waitFor();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  const otherTab = await openPage(page.context(), shop.origin);
  await otherTab.getByRole('button', { name: 'Open chat' }).waitFor();
  await page.getByRole('button', { name: 'Close chat' }).first().click();
  await page.reload();
  const { items } = await here.api<List<Conversation>>('GET', '/conversations?search=parcel');
  await here.api('POST', `/conversations/${items[0]?._id}/messages`, { content: 'It arrives today.' });
  // Both are connected, and an open panel would have marked it as read.
  for (const tab of [otherTab, page]) {
    await tab.getByRole('button', { name: /1 new message/ }).waitFor();
    expect(await panel(tab).isVisible()).toBe(false);
  }
  await page.context().close();
});

test('[WID10] the chat never loses the focus: not when a button disappears, not when the chat is closed', async () => {
  const page = await visit({ width: 1280, height: 800 });
  const isFocused = (name: string) =>
    page.evaluate((wanted) => document.querySelector('support-chat')?.shadowRoot?.activeElement?.getAttribute('aria-label') === wanted, name);
  await writeInChat(page, 'hello');
  await page.getByRole('button', { name: 'Talk to a person' }).click();
  await page.getByText(/We have asked the team/).waitFor();
  expect(await isFocused('Your message')).toBe(true);
  await page.getByRole('article').filter({ hasText: 'hello' }).click();
  await page.keyboard.type('x');
  expect(await box(page).inputValue()).toBe('x');
  await page.evaluate('SupportChat.close()');
  expect(await isFocused('Open chat')).toBe(true);
  await page.context().close();
});

test('[WID11] messages are named in full, landmarks stay the page’s own, and axe reports nothing', async () => {
  const page = await visit({ width: 1280, height: 800 });
  await writeInChat(page, 'is it open on Sunday?');
  await page.getByRole('article', { name: /^You is it open on Sunday\? (Sent|Read)/ }).waitFor();
  expect(await page.getByRole('banner').count()).toBe(1);
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('switch', { name: 'Sound' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await panel(page).isVisible()).toBe(true);
  await page.context().close();
});

test('[WID12] the focus stays in a field that the visitor moved to while the chat was loading', async () => {
  const page = await visit({ width: 1280, height: 800 });
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(/\/w\/chat-/, async (route) => {
    await held;
    await route.continue();
  });
  await openChat(page);
  await page.locator('[aria-busy="true"]').waitFor();
  await page.getByLabel('Search').click();
  await page.keyboard.type('abc');
  go();
  await panel(page).waitFor();
  await page.keyboard.type('def');
  expect(await page.getByLabel('Search').inputValue()).toBe('abcdef');
  await page.context().close();
});

test('[WID19] before the first message, open, closed again and after a reload, the launcher is a circle with one icon', async () => {
  const page = await visit({ width: 1280, height: 800 });
  const shape = (name: RegExp) =>
    page
      .getByRole('button', { name })
      .last()
      .evaluate((button) => {
        const { width, height } = button.getBoundingClientRect();
        return { isCircle: width === height, icons: [...button.querySelectorAll('svg')].filter((icon) => icon.getBoundingClientRect().width > 0).length };
      });
  const circle = { isCircle: true, icons: 1 };
  expect(await shape(/Open chat/)).toEqual(circle);
  await writeInChat(page, 'is the launcher round?');
  expect(await shape(/Close chat/)).toEqual(circle);
  await page.getByRole('button', { name: 'Close chat' }).first().click();
  expect(await shape(/Open chat/)).toEqual(circle);
  await page.reload();
  await page.getByRole('button', { name: 'Open chat', expanded: false }).waitFor();
  expect(await shape(/Open chat/)).toEqual(circle);
  await page.context().close();
});

test('[WID16] 80 unread messages: the launcher counts them, one page is loaded at a time, and reopening leads back to where the visitor was', async () => {
  const page = await visit({ width: 1280, height: 800 });
  await writeInChat(page, 'please list all of it');
  await page.getByRole('button', { name: 'Close chat' }).first().click();
  const { items } = await here.api<List<Conversation>>('GET', '/conversations?search=list');
  for (let number = 1; number <= 80; number++) await here.api('POST', `/conversations/${items[0]?._id}/messages`, { content: `line ${number}` });
  await page.goto(`${shop.origin}/next`);
  await page.getByRole('button', { name: /80 new messages/ }).click();
  const articles = () => page.getByRole('article').count();
  const log = page.getByRole('log');
  await expect.poll(articles).toBe(30);
  for (const loaded of [60, 81]) {
    await log.evaluate((element) => element.scrollTo(0, 0));
    await expect.poll(articles).toBe(loaded);
    // The reading position is kept: far enough from the top that nothing more is fetched.
    expect(await log.evaluate((element) => element.scrollTop)).toBeGreaterThan(500);
  }
  await log.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByRole('button', { name: 'Close chat' }).first().click();
  await page.getByRole('button', { name: 'Open chat', exact: true }).click();
  const rest = () => log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
  await expect.poll(rest).toBeLessThan(2);
  await page.context().close();
});

test('[SITE26] the theme that an owner chooses in the panel is the chat’s, unless the page has its own', async () => {
  const admin = await here.openAdmin(`/admin/sites/${here.site._id}`);
  await admin.getByRole('group', { name: 'Theme', exact: true }).getByRole('button', { name: 'Dark' }).click();
  await admin.getByRole('img', { name: /on a dark page/ }).waitFor();
  await admin.getByRole('button', { name: 'Save' }).click();
  await admin.getByText('Site saved').waitFor();
  await admin.context().close();

  const colorOf = async (options: object) => {
    const page = await visit({ width: 1280, height: 800 }, options);
    await openChat(page);
    const color = await panel(page).evaluate((element) => getComputedStyle(element).backgroundColor);
    await page.context().close();
    return color;
  };
  const dark = await colorOf({});
  expect(await colorOf({ theme: 'light' })).not.toBe(dark);
  expect(await colorOf({ theme: 'dark' })).toBe(dark);
});

test.each([
  ['an older server that sends no launcher texts', undefined],
  ['a newer server with a language that this widget has no texts for', { en: ['Open chat', 'Failed'], fr: ['Open chat', 'Failed'] }],
])('[WID23] with %s the chat opens in English', async (_, launcherTexts) => {
  const context = await here.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-CA' });
  await context.route(/widget\/config/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), launcherTexts } });
  });
  config = {};
  const page = await openPage(context, shop.origin);
  await openChat(page);
  await box(page).waitFor();
  expect(await panel(page).getAttribute('lang')).toBe('en');
  await context.close();
});
