import type { Conversation, List } from '@supportchat/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findViolations } from './support/axe.ts';
import { openPage } from './support/browser.ts';
import { type Installation, install, writeInChat } from './support/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await install();
});
afterAll(() => here?.close());

const form = (page: Page) => page.getByRole('textbox', { name: 'Leave your email so that the team can reach you' });
const found = async (word: string) => (await here.api<List<Conversation>>('GET', `/conversations?search=${word}`)).items[0];

test('[WID21] [WID22] with no one online the chat asks for an address; an agent sees it live, and both tabs show it after a reload', async () => {
  const page = await here.openShop();
  await page.getByRole('button', { name: 'Open chat' }).click();
  await page.getByText(/Leave a message/).waitFor();
  expect(await form(page).count()).toBe(0);
  await writeInChat(page, 'is the grinder in stock?');
  const secondTab = await openPage(page.context(), here.website.origin);
  await secondTab.getByRole('button', { name: 'Open chat' }).click();
  await form(page).waitFor();
  await form(secondTab).waitFor();
  expect(await page.evaluate(() => document.querySelector('support-chat')?.shadowRoot?.activeElement?.localName)).toBe('textarea');
  expect(await findViolations(page)).toEqual([]);

  const admin = await here.openAdmin(`/admin/conversations/open/${(await found('grinder'))?._id}`);
  await admin.getByRole('textbox', { name: /^Message to/ }).waitFor();

  await form(page).fill('vera@');
  await form(page).press('Home');
  await form(page).press('Enter');
  const sentence = 'Enter an email address such as name@example.com.';
  await page.getByText(sentence).first().waitFor();
  expect(await form(page).getAttribute('aria-invalid')).toBe('true');
  expect(await form(page).evaluate((box: HTMLInputElement) => box.getRootNode() instanceof ShadowRoot && box.matches(':focus'))).toBe(true);
  expect(await findViolations(page)).toEqual([]);

  await form(page).fill('vera@mail.example');
  await page.getByRole('button', { name: 'Save' }).click();
  const thanks = 'Thanks. The team can reach you at vera@mail.example.';
  for (const tab of [page, secondTab]) await tab.getByText(thanks).first().waitFor();
  await admin.getByText('vera@mail.example').first().waitFor();
  expect(await page.evaluate(() => document.querySelector('support-chat')?.shadowRoot?.activeElement?.localName)).toBe('textarea');

  await admin.context().close();
  await page.reload();
  await page.getByText(thanks).first().waitFor();
  await page.getByRole('button', { name: 'Change' }).click();
  expect(await form(page).inputValue()).toBe('vera@mail.example');
  await form(page).fill('vera@home.example');
  await form(page).press('Enter');
  await page.getByText('The team can reach you at vera@home.example.').first().waitFor();
  expect(await found('grinder')).toMatchObject({ visitorEmail: 'vera@home.example' });
  expect([...page.consoleErrors, ...secondTab.consoleErrors]).toEqual([]);
  await page.context().close();
});

test('[WID21] "Not now" holds for the conversation, after a reload and in other tabs', async () => {
  const page = await here.openShop();
  await writeInChat(page, 'do you ship to Norway?');
  await form(page).waitFor();
  await page.getByRole('button', { name: 'Not now' }).click();
  await form(page).waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.querySelector('support-chat')?.shadowRoot?.activeElement?.localName)).toBe('textarea');
  for (const tab of [page, await openPage(page.context(), here.website.origin)]) {
    const fetched = tab.waitForResponse(/texts-email-en/);
    if (tab === page) await tab.reload();
    else await tab.getByRole('button', { name: 'Open chat' }).click();
    await fetched;
    await tab
      .getByText(/No one is online/)
      .first()
      .waitFor();
    expect(await form(tab).isVisible()).toBe(false);
  }
  await page.context().close();
});
