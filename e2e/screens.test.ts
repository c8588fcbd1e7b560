import type { Faq } from '@supportchat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findViolations } from './support/axe.ts';
import { type Installation, install, writeInChat } from './support/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
  await here.api<Faq>('POST', '/faqs', { siteId: here.site._id, question: 'How long does delivery take?', answer: 'Two to four working days.' });
  const shop = await here.openShop();
  await writeInChat(shop, 'how long does delivery take?');
  await shop.getByText('Automatic answer').waitFor();
  await writeInChat(shop, 'and can I collect it myself?');
});
afterAll(() => here?.close());

const SCREENS = ['/admin/dashboard', '/admin/sites', '/admin/conversations/open', '/admin/faqs', '/admin/agents', '/admin/analytics', '/admin/account'];
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Safari passes over these, by Tab and by click. */
const passedOver = (page: Page) =>
  page
    .locator('button:not([tabindex]), select:not([tabindex]), input:is([type=checkbox], [type=radio]):not([tabindex], [aria-hidden=true])')
    .evaluateAll((elements) => elements.map(({ outerHTML }) => outerHTML));

describe.each(SIZES)('at $width px', (viewport) => {
  test.each(['light', 'dark'] as const)(
    '[PANEL9] no screen of the panel has an axe violation, a console complaint, a document that scrolls, or a button without a tabindex, %s',
    async (colorScheme) => {
      const page = await here.openAdmin('/admin/', viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const siteScreen = `/admin/sites/${here.site._id}`;
      for (const path of [...SCREENS, siteScreen]) {
        await page.goto(here.product.url + path);
        await page.getByRole('main').getByRole('heading').first().waitFor();
        await page.waitForLoadState('networkidle');
        expect(await findViolations(page), path).toEqual([]);
        expect(await passedOver(page), path).toEqual([]);
        const beyond = await page.evaluate(() => {
          const { scrollWidth, scrollHeight } = document.documentElement;
          return Math.max(scrollWidth - innerWidth, scrollHeight - innerHeight);
        });
        expect(beyond, path).toBeLessThanOrEqual(0);
      }
      await page.goto(`${here.product.url}/admin/conversations/open`);
      await page.getByRole('link', { name: /collect it myself/ }).click();
      await page.getByRole('log', { name: 'Messages' }).getByText('collect it myself').waitFor();
      expect(await findViolations(page), 'thread').toEqual([]);
      expect(await passedOver(page), 'thread').toEqual([]);
      expect(page.consoleErrors).toEqual([]);
      await page.context().close();
    },
  );

  test.each(['light', 'dark'] as const)('the open widget has no axe violation, %s', async (colorScheme) => {
    const page = await here.openShop();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await writeInChat(page, 'how long does delivery take?');
    await page.getByText('Automatic answer').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(page.consoleErrors).toEqual([]);
    await page.context().close();
  });
});
