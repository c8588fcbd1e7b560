import type { Site } from '@supportchat/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { type Installation, install, writeInChat } from './support/installation.ts';
import { pageWithWidget, startWebsite } from './support/page-server.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(() => here?.close());

test('an inactive site is refused, its open chats are cut off at once, and it works again when it is switched on', async () => {
  const open = await here.openShop();
  await writeInChat(open, 'before');
  await here.api('PATCH', `/sites/${here.site._id}`, { isActive: false });
  await open.getByText(/not available/i).waitFor();
  const late = await here.openShop();
  await expect.poll(() => late.complaints.join()).toMatch(/switched off/);
  expect(await late.getByRole('button', { name: 'Open chat' }).count()).toBe(0);
  await here.api('PATCH', `/sites/${here.site._id}`, { isActive: true });
  await open.reload();
  await writeInChat(open, 'after');
});

test('a page of a foreign domain gets no launcher, by REST, websocket and polling alike', async () => {
  const other = await here.api<Site>('POST', '/sites', { name: 'Elsewhere', domain: 'elsewhere.example' });
  const website = await startWebsite(() => ({ html: pageWithWidget(here.product.url, { siteKey: other.siteKey }) }));
  const page = await openPage(await here.browser.newContext(), website.origin);
  await expect.poll(() => page.complaints.join()).toMatch(/is not allowed to show this chat yet/);
  expect(await page.getByRole('button', { name: 'Open chat' }).count()).toBe(0);
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
  expect(page.complaints.filter((text) => !/favicon/.test(text))).toEqual([]);
  const box = await page.getByRole('dialog').boundingBox();
  expect(box).toMatchObject({ width: 384 });
  await website.close();
});
