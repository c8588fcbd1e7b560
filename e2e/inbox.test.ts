import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, install } from './support/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(() => here?.close());

test('[INBOX1] a screen whose code cannot be fetched leaves the navigation in place, names the reason, and opens once the server answers', async () => {
  const admin = await here.openAdmin();
  await admin.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 })); // nothing is fetched ahead
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
