import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage } from './support/browser.ts';
import { type Installation, install, PASSWORD } from './support/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation?.close());

const SCREENS = ['conversations', 'dashboard', 'sites', 'faqs', 'faqs/new', 'agents', 'analytics', 'account'];

test('[HTTP6] no screen triggers a content security policy report', async () => {
  const page = await installation.openAdmin();
  await page.addInitScript(() => {
    const reports: string[] = [];
    Object.assign(window, { reports });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => reports.push(`${violatedDirective} ${blockedURI}`));
  });
  const reports = () => page.evaluate(() => (window as unknown as { reports: string[] }).reports);
  for (const screen of [...SCREENS, `sites/${installation.site._id}`, 'setup', 'invite', 'login']) {
    await page.goto(`${installation.product.url}/admin/${screen}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await reports(), screen).toEqual([]);
  }
  await page.context().close();
});

test('[AUTH18] signing out in one tab clears the other tab', async () => {
  const page = await installation.openAdmin('/admin/account');
  const other = await page.context().newPage();
  await other.goto(`${installation.product.url}/admin/agents`);
  await other.getByText('ada@shop.example').first().waitFor();
  await signOut(page);
  await other.waitForURL(/\/admin\/login$/);
  expect(await other.getByText('ada@shop.example').count()).toBe(0);
  await page.context().close();
});

test('[TEXT8] an address with an international domain is shown as entered, and signs in', async () => {
  const email = 'jürgen@müller.example';
  const invite = await installation.openAdmin('/admin/agents/new');
  await invite.getByLabel('Email').fill(email);
  await invite.getByLabel('Name').fill('Jürgen');
  await invite.getByRole('checkbox').first().check();
  await invite.getByRole('button', { name: 'Create link' }).click();
  await invite.getByText(`signs in as ${email}`).waitFor();
  const link = (await invite.getByText(/invite#token=/).textContent()) ?? '';
  await invite.context().close();

  const page = await openPage(await installation.browser.newContext(), link);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(/\/conversations/);
  await signOut(page, 'Jürgen');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/login'));
  await page.goto(`${installation.product.url}/admin/account`);
  expect(await page.getByLabel('Email').inputValue()).toBe(email);
  await page.context().close();
});

test('[AUTH7] a refresh whose response is lost signs no one out', async () => {
  const page = await installation.openAdmin('/admin/account');
  await page.route('**/auth/refresh', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.reload();
  await page.getByRole('button', { name: 'Retry' }).waitFor();
  await page.unroute('**/auth/refresh');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin/account');
  await page.context().close();
});

async function signOut(page: Page, name = 'Ada Kern'): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/admin\/login$/);
}
