import type { WidgetConfig } from '@supportchat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AssetHost, startAssetHost } from './support/asset-host.ts';
import { openPage } from './support/browser.ts';
import { type Installation, install, writeInChat } from './support/installation.ts';
import { startWebsite } from './support/page-server.ts';

/** Page, server and assets are three origins. */
let here: Installation;
let assets: AssetHost;
beforeAll(async () => {
  assets = await startAssetHost();
  here = await install({}, { ASSET_URL: assets.url });
  assets.pullFrom(here.product.url);
});
afterAll(async () => {
  await here?.close();
  await assets?.close();
});
beforeEach(async () => {
  // A page that is still open may fetch a view.
  for (const context of here.browser.contexts()) await context.close();
  Object.assign(assets, { tamper: undefined, isDown: false, asked: [] });
});

/** Paths below /w/ that the page requests from the server. */
function watchServer(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(`${here.product.url}/w/`)) asked.push(new URL(request.url()).pathname);
  });
  return asked;
}

test('the hashed files come from the other address, once each; the chat connects to the server', async () => {
  const page = await here.openShop();
  const askedOfServer = watchServer(page);
  await writeInChat(page, 'by way of a CDN');
  expect(assets.asked.map((path) => path.replace(/-[\w-]{8}\.js$/, '')).sort()).toEqual(['/w/chat', '/w/text-en']);
  expect(askedOfServer).toEqual([]);
  expect(page.consoleErrors).toEqual([]);
  expect(await page.locator('link').count()).toBe(0);
});

test('files with a hash in their name are cached for a year, the rest is revalidated soon, and no missing file is cached', async () => {
  const { assets: files } = await here.api<WidgetConfig>('GET', `/widget/config?siteKey=${here.site.siteKey}`);
  const panel = await (await fetch(`${here.product.url}/admin/`)).text();
  const headersOf = async (path: string) => {
    const { status, headers } = await fetch(here.product.url + path);
    return { status, cache: headers.get('cache-control'), origin: headers.get('access-control-allow-origin') };
  };
  const forAYear = 'public, max-age=31536000, immutable';
  expect(Object.keys(files ?? {}).length).toBeGreaterThanOrEqual(5);
  for (const path of Object.keys(files ?? {})) expect(await headersOf(path)).toEqual({ status: 200, cache: forAYear, origin: '*' });
  const panelFile = /\/admin\/assets\/[^"]+\.js/.exec(panel)?.[0] ?? '';
  expect(await headersOf(panelFile)).toMatchObject({ status: 200, cache: forAYear });
  expect(await headersOf('/widget.js')).toEqual({ status: 200, cache: 'public, max-age=300, stale-while-revalidate=600', origin: '*' });
  expect(await headersOf('/w/chat-notthere.js')).toEqual({ status: 404, cache: 'no-store', origin: '*' });
  expect(await headersOf('/admin/')).toMatchObject({ status: 200, cache: 'no-cache' });
});

describe.each([
  ['named hosts', (hosts: string) => `script-src 'self' ${hosts}`],
  ['a nonce with strict-dynamic', () => "script-src 'nonce-n0' 'strict-dynamic'"],
])('a page with a strict Content-Security-Policy, %s', (_name, scriptSource) => {
  test('works and reports no violation', async () => {
    const server = here.product.url;
    const csp = [
      "default-src 'none'",
      scriptSource(`${server} ${assets.url}`),
      `connect-src ${server} ${server.replace('http', 'ws')}`,
      "style-src 'none'",
      "require-trusted-types-for 'script'",
    ];
    const website = await startWebsite(() => ({
      html: `<!doctype html><html lang="en"><title>Strict</title><script nonce="n0" src="/config.js"></script><script nonce="n0" async src="${server}/widget.js"></script>`,
      scripts: { '/config.js': `window.SupportChatConfig = { siteKey: ${JSON.stringify(here.site.siteKey)} }` },
      headers: { 'Content-Security-Policy': csp.join('; ') },
    }));
    const page = await openPage(await here.browser.newContext(), website.origin);
    const askedOfServer = watchServer(page);
    await writeInChat(page, 'from a strict page');
    expect(page.consoleErrors.filter((text) => !/favicon/.test(text))).toEqual([]);
    expect(askedOfServer).toEqual([]);
    await website.close();
  });
});

test.each([
  ['hands out something else', () => Object.assign(assets, { tamper: (body: string) => `window.tampered = true;${body}` })],
  ['is down', () => Object.assign(assets, { isDown: true })],
])('when the other address %s, nothing of it runs, and the server supplies the files at the next attempt', async (_name, break_) => {
  break_();
  const page = await here.openShop();
  const askedOfServer = watchServer(page);
  const launcher = page.getByRole('button', { name: 'Open chat' });
  await launcher.hover();
  await expect.poll(() => page.consoleErrors.filter((text) => /integrity|ERR_/.test(text)).length).toBeGreaterThanOrEqual(2);
  await writeInChat(page, 'after all');
  expect(await page.evaluate(() => 'tampered' in window)).toBe(false);
  expect(askedOfServer).toHaveLength(2);
});

test('a page opened before an update gets its files from the server', async () => {
  const page = await openPage(await here.browser.newContext(), 'about:blank');
  await page.route('**/api/v1/widget/config*', async (route) => {
    const config = (await (await route.fetch()).json()) as { assets: object };
    const newer = Object.entries(config.assets).map(([path, file]) => [path.replace(/-[\w-]{8}\.js$/, '-newer123.js'), file]);
    await route.fulfill({ json: { ...config, assets: Object.fromEntries(newer) } });
  });
  const askedOfServer = watchServer(page);
  await page.goto(here.website.origin);
  await writeInChat(page, 'with the files of before');
  expect(askedOfServer).toHaveLength(2);
  expect(assets.asked).toEqual([]);
});
