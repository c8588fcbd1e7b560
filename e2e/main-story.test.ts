import type { Site } from '@supportchat/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from './support/browser.ts';
import { PASSWORD, writeInChat } from './support/installation.ts';
import { startWebsite, type Website } from './support/page-server.ts';
import { type Product, startProduct } from './support/product.ts';

let product: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let website: Website | undefined;
beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await website?.close();
  await product?.remove();
});

test('[PANEL5 PANEL6] owner setup → site → embed code on another origin → a visitor writes → an agent answers → everything survives a reload', async () => {
  const admin = await openPage(await browser.newContext({ viewport: { width: 1440, height: 900 } }), product.setupLink ?? '');
  await admin.getByLabel('Your name').fill('Ada Kern');
  await admin.getByLabel('Email').fill('ada@shop.example');
  await admin.getByLabel('Password').fill(PASSWORD);
  await admin.getByRole('button', { name: 'Create account' }).click();

  await admin.getByLabel('Name', { exact: true }).fill('Northwind');
  await admin.getByLabel('Domain').fill('127.0.0.1');
  await admin.getByRole('button', { name: 'Create site' }).click();
  await admin.getByRole('link', { name: 'Open the demo page' }).waitFor();
  await admin.reload();
  const embedCode = (await admin.getByRole('code').first().textContent()) ?? '';
  expect(embedCode).toContain(`src="${product.url}/widget.js"`);
  website = await startWebsite(() => ({ html: `<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1>${embedCode}</body></html>` }));
  expect(new URL(website.origin).origin).not.toBe(product.url);

  const inbox = await openPage(admin.context(), `${product.url}/admin/conversations`);
  await inbox.getByText('Waiting for the first message').waitFor();
  await inbox.close();

  const visitorContext = await browser.newContext();
  const visitor = await openPage(visitorContext, website.origin);
  await visitor.getByRole('button', { name: 'Open chat' }).waitFor();
  await admin.getByText(/seen .*127\.0\.0\.1/i).waitFor();
  expect(await visitorContext.cookies()).toEqual([]);
  expect(await visitor.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);

  await writeInChat(visitor, 'Hello, where is my parcel?');
  await admin.getByRole('link', { name: 'Go to Live Chat' }).click();
  await admin.getByRole('link', { name: /where is my parcel/ }).click();
  const composer = admin.getByRole('textbox', { name: /^Message to/ });
  await visitor.getByText(/^Read /).waitFor();
  await visitor.getByRole('textbox', { name: 'Your message' }).pressSequentially('It is');
  await admin
    .getByText(/is typing/)
    .first()
    .waitFor();
  await composer.pressSequentially('It left the house');
  await visitor.getByText(/is typing/).waitFor();
  await composer.pressSequentially(' this morning.');
  await composer.press('Enter');
  await visitor.getByRole('article').filter({ hasText: 'It left the house this morning.' }).waitFor();
  await admin.getByText(/^Seen /).waitFor();

  await visitor.reload();
  await visitor.getByRole('article').filter({ hasText: 'It left the house this morning.' }).waitFor();
  const secondTab = await openPage(visitorContext, website.origin);
  await writeInChat(secondTab, 'Thank you');
  await visitor.getByRole('article').filter({ hasText: 'Thank you' }).waitFor();
  for (const tab of [visitor, secondTab])
    expect((await tab.getByRole('article').allTextContents()).filter((text) => /parcel|house|Thank/.test(text))).toHaveLength(3);

  await admin.reload();
  await admin.getByRole('log', { name: 'Messages' }).getByText('Thank you').waitFor();
  await admin.getByRole('button', { name: 'Resolve', exact: true }).click();
  await visitor.getByText(/Write again to reopen/).waitFor();
  expect([...admin.consoleErrors, ...visitor.consoleErrors, ...secondTab.consoleErrors]).toEqual([]);
});

test('a question that an FAQ answers is answered by the bot, an unrelated one is not, and "talk to a person" silences it', async () => {
  if (!website) throw new Error('the story before this one did not make the website');
  const admin = await openPage(await browser.newContext(), `${product.url}/admin/login`);
  await admin.getByLabel('Email').fill('ada@shop.example');
  await admin.getByLabel('Password').fill(PASSWORD);
  await admin.getByRole('button', { name: 'Sign in' }).click();
  await admin.waitForURL((url) => !url.pathname.endsWith('/login'));
  const { sites, faqs } = await admin.evaluate(async () => {
    const call = async (method: string, path: string, token?: string, body?: unknown) => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
      return (await fetch(`/api/v1${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })).json();
    };
    const { accessToken } = await call('POST', '/auth/refresh');
    const sites = (await call('GET', '/sites', accessToken)) as { items: { _id: string }[] };
    const siteId = sites.items[0]?._id;
    const faqs = [];
    for (const [question, answer] of [
      ['How can I return an item?', 'Send it back within 30 days with the label in the box.'],
      ['Which payment methods do you take?', 'Cards, PayPal and bank transfer.'],
      ['How long does delivery take?', 'Two to four working days.'],
    ])
      faqs.push(await call('POST', '/faqs', accessToken, { siteId, question, answer }));
    return { sites: sites.items as unknown as Site[], faqs: faqs as { _id: string }[] };
  });
  expect([sites.length, faqs.length]).toEqual([1, 3]);

  const visitor = await openPage(await browser.newContext(), website.origin);
  await writeInChat(visitor, 'how long does the delivery take?');
  const answer = visitor.getByRole('article').filter({ hasText: 'Two to four working days.' });
  await answer.waitFor();
  await visitor.getByText('Automatic answer').waitFor();
  await visitor.getByRole('button', { name: 'Yes', exact: true }).click();
  await visitor.getByText(/Glad it helped/).waitFor();
  await writeInChat(visitor, 'my cat likes the blue sofa more than the green one');
  await visitor.getByRole('button', { name: 'Talk to a person' }).first().click();
  await visitor.getByText(/We have asked the team/).waitFor();
  await writeInChat(visitor, 'which payment methods do you take?');
  expect(await visitor.getByText('Automatic answer').count()).toBe(1);

  await admin.goto(`${product.url}/admin/faqs`);
  await admin
    .getByRole('row')
    .filter({ hasText: 'How long does delivery take?' })
    .or(admin.getByRole('listitem').filter({ hasText: 'How long does delivery take?' }))
    .first()
    .waitFor();
  expect([...admin.consoleErrors, ...visitor.consoleErrors]).toEqual([]);
});
