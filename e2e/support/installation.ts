import type { Session, Site } from '@supportchat/protocol';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { tokenIn } from '../../server/src/testing/link-token.ts';
import { launchBrowser, openPage } from './browser.ts';
import { pageWithWidget, startWebsite, type Website } from './page-server.ts';
import { type Product, startProduct } from './product.ts';

export const PASSWORD = 'correct horse battery';

/** The product with an owner and one site, a website of that site on another origin, and a browser. */
export type Installation = {
  product: Product;
  browser: Browser;
  site: Site;
  website: Website;
  api<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** A fresh browser profile that is signed in to the panel. */
  openAdmin(path?: string, viewport?: { width: number; height: number }): Promise<Page & { consoleErrors: string[] }>;
  /** A fresh browser profile on the website. */
  openShop(path?: string): Promise<Page & { consoleErrors: string[]; context(): BrowserContext }>;
  close(): Promise<void>;
};

/** Without the setup story in the browser: owner and site are created through REST. `config` is the page's, `settings` are the server's. */
export async function install(config: object = {}, settings: Record<string, string> = {}): Promise<Installation> {
  const product = await startProduct(settings);
  const browser = await launchBrowser();
  let accessToken = '';
  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${product.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(accessToken && { authorization: `Bearer ${accessToken}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  };
  const account = { email: 'ada@shop.example', password: PASSWORD };
  const token = tokenIn(product.setupLink ?? product.url);
  ({ accessToken } = await api<Session>('POST', '/auth/setup', { token, name: 'Ada Kern', ...account }));
  const site = await api<Site>('POST', '/sites', { name: 'Northwind', domain: '127.0.0.1' });
  const website = await startWebsite(() => ({ html: pageWithWidget(product.url, { siteKey: site.siteKey, ...config }) }));
  return {
    product,
    browser,
    site,
    website,
    api,
    async openAdmin(path = '/admin/', viewport = { width: 1440, height: 900 }) {
      const page = await openPage(await browser.newContext({ viewport }), `${product.url}/admin/login`);
      await page.getByLabel('Email').fill(account.email);
      await page.getByLabel('Password').fill(account.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => !url.pathname.endsWith('/login'));
      if (path !== '/admin/') await page.goto(product.url + path);
      return page;
    },
    async openShop(path = '/') {
      return openPage(await browser.newContext({ viewport: { width: 1280, height: 800 } }), website.origin + path);
    },
    async close() {
      await browser.close();
      await website.close();
      await product.remove();
    },
  };
}

/** Opens the chat of a page and writes; resolves when the message is stored. */
export async function writeInChat(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Your message' });
  const launcher = page.getByRole('button', { name: /Open chat|new message/ });
  await box.or(launcher).first().waitFor();
  if (await launcher.isVisible()) await launcher.click();
  await box.fill(text);
  await box.press('Enter');
  await page
    .getByRole('article')
    .filter({ hasText: text })
    .getByText(/Sent|Read/)
    .waitFor();
}
