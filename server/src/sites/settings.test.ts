import type { Site } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';

let app: TestApplication;
let site: Site;
beforeEach(async () => {
  app = await startTestApplication();
  site = await app.addSite();
});
afterEach(() => app.close());

const patch = (settings: unknown) => app.api<Site>('PATCH', `/sites/${site._id}`, { token: app.owner.accessToken, body: { settings } });
const stored = async () => (await app.store.sites.get(site._id))?.settings;
const served = () =>
  app
    .api<{ settings: object }>('GET', `/widget/config?siteKey=${site.siteKey}`, { headers: { Origin: 'https://shop.example' } })
    .then(({ settings }) => settings);

test('[SITE27] a site that was never asked has the defaults, and stores nothing', async () => {
  expect(site.settings).toEqual({ widget: { theme: 'auto' } });
  expect(await served()).toEqual({ widget: { theme: 'auto' } });
  expect(await stored()).toEqual({});
});

test('[SITE26] the theme is stored, and pages with the widget read it', async () => {
  expect((await patch({ widget: { theme: 'dark' } })).settings).toEqual({ widget: { theme: 'dark' } });
  expect((await patch({ widget: {} })).settings).toEqual({ widget: { theme: 'dark' } });
  expect((await app.api<Site>('PATCH', `/sites/${site._id}`, { token: app.owner.accessToken, body: { name: 'Store' } })).settings.widget.theme).toBe('dark');
  expect(await served()).toEqual({ widget: { theme: 'dark' } });
  expect(await stored()).toEqual({ widget: { theme: 'dark' } });
});

test('[SITE27] a wrong value, field or feature is refused by name, and nothing is stored', async () => {
  for (const [settings, path] of [
    [{ widget: { theme: 'sepia' } }, 'settings.widget.theme'],
    [{ widget: { theme: null } }, 'settings.widget.theme'],
    [{ widget: { theme: 'dark', density: 1 } }, 'settings.widget'],
    [{ widget: 'dark' }, 'settings.widget'],
    [{ nonsense: {} }, 'settings'],
    [[], 'settings'],
  ] as const) {
    await expect(patch(settings)).rejects.toMatchObject({ code: 'VALIDATION', details: [{ path }] });
  }
  expect(await stored()).toEqual({});
});

test('[SITE27] what a newer version stored is kept, and read as the default where it is unknown', async () => {
  const newer = { widget: { theme: 'sepia', density: 1 }, csat: { isOn: true } };
  await app.store.sites.update(site._id, { settings: newer }, app.clock.now());
  expect(await served()).toEqual({ widget: { theme: 'auto' } });
  expect((await patch({ widget: { theme: 'light' } })).settings).toEqual({ widget: { theme: 'light' } });
  expect(await stored()).toEqual({ widget: { theme: 'light', density: 1 }, csat: { isOn: true } });
});

test.each([null, 'x', 7, []])('[SITE27] a stored part that is %j reads as the defaults', async (widget) => {
  await app.store.sites.update(site._id, { settings: { widget } }, app.clock.now());
  expect(await served()).toEqual({ widget: { theme: 'auto' } });
});
