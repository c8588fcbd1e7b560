import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.setUpOwner();
});
afterEach(() => server.stop());

const post = (path: string, body: object) => server.call('POST', path, { token: owner.token, body });

test('[TEXT3] a name without visible characters is rejected in every field', async () => {
  const siteId = (await server.addSite(owner))._id;
  for (const blank of ['\u200b', '\u2800', '\u202e\u2066', '\u0000\n', '\u3164']) {
    expect((await post('/agents', { email: 'x@shop.example', name: blank })).status).toBe(400);
    expect((await post('/sites', { name: blank, domain: 'x.example' })).status).toBe(400);
    expect((await post('/faqs', { siteId, question: 'Where is it?', answer: blank })).status).toBe(400);
    expect((await server.call('PATCH', '/auth/me', { token: owner.token, body: { name: blank } })).status).toBe(400);
  }
});

test('[TEXT4] names of agents, sites and FAQs are stored clean', async () => {
  expect((await post('/agents', { email: 'ann@shop.example', name: 'Ann\nLee\u202e\u0000' })).body.agent.name).toBe('Ann Lee');
  const site = await post('/sites', { name: '\u200bShop\u2067', domain: 'shop.example', widgetSettings: { welcomeMessage: 'Hi\u0000\r\nthere' } });
  expect(site.body).toMatchObject({ name: 'Shop', widgetSettings: { welcomeMessage: 'Hi\nthere' } });
  const faq = { siteId: site.body._id, question: 'Where\tis it?', answer: 'Here.\u0007\nThere.', category: 'A\u0000B', keywords: ['where\u200b'] };
  expect((await post('/faqs', faq)).body).toMatchObject({ question: 'Where is it?', answer: 'Here.\nThere.', category: 'AB', keywords: ['where'] });
});

test('[TEXT8] an account may have any valid address', async () => {
  for (const email of ['r&d@shop.example', 'ann@müller.example', "o'neil@shop.example"])
    expect((await post('/agents', { email, name: 'Ann' })).body.agent.email).toBe(email);
  for (const email of ['ann@shop', 'ann lee@shop.example', 'ann@shop.example\u202e,b@c.example'])
    expect((await post('/agents', { email, name: 'Ann' })).status).toBe(400);
  // The same letters, with the umlaut as a separate combining mark.
  expect((await post('/agents', { email: 'ann@mu\u0308ller.example', name: 'Ann' })).body.error.code).toBe('EMAIL_TAKEN');
});

test('[TEXT9] a search for characters that no text contains returns nothing, not an error', async () => {
  for (const path of ['/agents', '/sites', '/faqs', '/conversations']) {
    expect((await server.call('GET', `${path}?search=%00%07%E2%80%8B`, { token: owner.token })).status, path).toBe(200);
  }
  expect((await server.call('GET', '/faqs?category=%00', { token: owner.token })).status).toBe(200);
});
