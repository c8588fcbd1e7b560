import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { isScaled } from './product.ts';

/** A real Chromium, with a fresh profile for each context; `npm test` finds or installs it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('No Chromium: run the tests by npm test, or set CHROMIUM_PATH.');
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', ...quiet] });
  // The certificate of the tests' nginx is self-signed.
  const newContext = browser.newContext.bind(browser);
  return Object.assign(browser, { newContext: (options?: BrowserContextOptions) => newContext({ ignoreHTTPSErrors: isScaled, ...options }) });
}

/** A page that records its console errors. */
export async function openPage(context: BrowserContext, url: string): Promise<Page & { consoleErrors: string[] }> {
  const page = Object.assign(await context.newPage(), { consoleErrors: [] as string[] });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') page.consoleErrors.push(message.text());
  });
  page.on('pageerror', (failure) => page.consoleErrors.push(String(failure)));
  await page.goto(url);
  return page;
}
