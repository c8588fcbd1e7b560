import type { Site } from '@supportchat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { type Installation, install, writeInChat } from './support/installation.ts';
import { pageWithWidget, startWebsite, type Website } from './support/page-server.ts';

let here: Installation;
/** Of a site that refuses no page here. */
let welcoming: Website;
beforeAll(async () => {
  here = await install();
  const site = await here.api<Site>('POST', '/sites', { name: 'Harbour', domain: '127.0.0.1' });
  welcoming = await startWebsite(() => ({ html: pageWithWidget(here.product.url, { siteKey: site.siteKey }) }));
});
afterAll(async () => {
  await welcoming?.close();
  await here?.close();
});

const launcherOf = (page: Page) => page.getByRole('button', { name: 'Open chat' });

/** A page that opens after this one has its launcher before this one has. */
async function expectNoLauncher(page: Page) {
  const later = await openPage(await here.browser.newContext(), welcoming.origin);
  await launcherOf(later).waitFor();
  await later.context().close();
  expect(await launcherOf(page).count()).toBe(0);
}

test('an inactive site is rejected, its open chats are disconnected immediately, and it works again when it is reactivated', async () => {
  const open = await here.openShop();
  await writeInChat(open, 'before');
  await here.api('PATCH', `/sites/${here.site._id}`, { isActive: false });
  await open.getByText(/not available/i).waitFor();
  const late = await here.openShop();
  await expect.poll(() => late.consoleErrors.join()).toMatch(/switched off/);
  await expectNoLauncher(late);
  await here.api('PATCH', `/sites/${here.site._id}`, { isActive: true });
  await open.reload();
  await writeInChat(open, 'after');
});

test('a page of another domain gets no launcher, by REST, WebSocket and polling alike', async () => {
  const other = await here.api<Site>('POST', '/sites', { name: 'Elsewhere', domain: 'elsewhere.example' });
  const website = await startWebsite(() => ({ html: pageWithWidget(here.product.url, { siteKey: other.siteKey }) }));
  const page = await openPage(await here.browser.newContext(), website.origin);
  await expect.poll(() => page.consoleErrors.join()).toMatch(/is not allowed to show this chat yet/);
  await expectNoLauncher(page);
  await website.close();
});

test('a page with a strict Content-Security-Policy and Trusted Types works and reports no violation', async () => {
  const csp = [
    "default-src 'none'",
    `script-src 'self' ${here.product.url}`,
    `connect-src ${here.product.url} ${here.product.url.replace('http', 'ws')}`,
    "style-src 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const website = await startWebsite(() => ({
    html: `<!doctype html><html lang="en"><title>Strict</title><body><script src="/config.js"></script><script async src="${here.product.url}/widget.js"></script></body></html>`,
    scripts: { '/config.js': `window.SupportChatConfig = { siteKey: ${JSON.stringify(here.site.siteKey)} }` },
    headers: { 'Content-Security-Policy': csp },
  }));
  const page = await openPage(await here.browser.newContext(), website.origin);
  await writeInChat(page, 'from a strict page');
  expect(page.consoleErrors.filter((text) => !/favicon/.test(text))).toEqual([]);
  const box = await page.getByRole('dialog').boundingBox();
  expect(box).toMatchObject({ width: 384 });
  await website.close();
});
