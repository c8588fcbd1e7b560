import type { Site } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectVisitor } from '../testing/test-client.ts';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
let site: Site;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.setUpOwner();
  site = await server.addSite(owner, { aiSettings: { threshold: 0.5 } });
});
afterEach(() => server.stop());

const SHIPPING = { question: 'How long does shipping take?', answer: 'Two to four working days.' };
const RETURNS = {
  question: 'How do I return an item that I bought?',
  answer: 'Within 30 days, with the label in the parcel.',
  keywords: ['send something back'],
  category: 'Returns',
};
const add = (faq: object, by = owner) => server.call('POST', '/faqs', { token: by.token, body: { siteId: site._id, ...faq } });
const change = (id: string, body: object, by = owner) => server.call('PATCH', `/faqs/${id}`, { token: by.token, body });
const list = async (query = '', by = owner): Promise<string[]> =>
  (await server.call('GET', `/faqs${query}`, { token: by.token })).body.items.map(({ question }: { question: string }) => question);
const tryOut = (message: string, currentPage = '', by = owner) =>
  server.call('POST', '/faqs/try', { token: by.token, body: { siteId: site._id, message, currentPage } });
const bestOf = async (message: string, currentPage = ''): Promise<string | undefined> => {
  const { threshold, matches } = (await tryOut(message, currentPage)).body;
  return matches[0]?.probability >= threshold ? matches[0].faq.question : undefined;
};

test('[FAQ8] create, get, change, remove', async () => {
  const created = await add(RETURNS);
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ ...RETURNS, siteId: site._id, pageSpecific: '', isActive: true, viewCount: 0, helpfulCount: 0 });
  const id = created.body._id;
  server.advance(1000);
  expect((await change(id, { category: 'After buying', isActive: false })).body).toEqual({
    ...created.body,
    category: 'After buying',
    isActive: false,
    updatedAt: '2026-11-23T10:00:01.000Z',
  });
  expect((await server.call('GET', `/faqs/${id}`, { token: owner.token })).body.category).toBe('After buying');
  expect((await server.call('DELETE', `/faqs/${id}`, { token: owner.token })).status).toBe(204);
  expect((await server.call('GET', `/faqs/${id}`, { token: owner.token })).body.error.code).toBe('NOT_FOUND');
  expect((await server.call('DELETE', `/faqs/${id}`, { token: owner.token })).body.error.code).toBe('NOT_FOUND');
});

test('[FAQ8] the list is searched by words in any field, filtered by category and active state, and paged by cursor', async () => {
  const other = await server.addSite(owner, { name: 'Other' });
  await add(SHIPPING);
  server.advance(1000);
  const returns = (await add(RETURNS)).body;
  server.advance(1000);
  await add({ siteId: other._id, question: 'Who are you?', answer: 'Another shop.' });
  expect(await list()).toEqual(['Who are you?', RETURNS.question, SHIPPING.question]);
  expect(await list(`?siteId=${site._id}`)).toEqual([RETURNS.question, SHIPPING.question]);
  expect(await list('?search=WORKING%20days')).toEqual([SHIPPING.question]);
  expect(await list('?search=back')).toEqual([RETURNS.question]);
  expect(await list('?category=Returns')).toEqual([RETURNS.question]);
  await change(returns._id, { isActive: false });
  expect(await list('?isActive=false')).toEqual([RETURNS.question]);
  const first = await server.call('GET', '/faqs?limit=2', { token: owner.token });
  expect(await list(`?limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`)).toHaveLength(1);
});

test('[FAQ8] agents read and try the FAQs of their sites; owners and admins write them', async () => {
  const other = await server.addSite(owner, { name: 'Other' });
  const mine = (await add(SHIPPING)).body;
  const foreign = (await add({ ...RETURNS, siteId: other._id })).body;
  const agent = await server.addUser(owner, { email: 'anna@shop.example', siteIds: [site._id] });
  expect(await list('', agent)).toEqual([SHIPPING.question]);
  expect((await server.call('GET', `/faqs?siteId=${other._id}`, { token: agent.token })).body.error.code).toBe('NOT_FOUND');
  expect((await server.call('GET', `/faqs/${mine._id}`, { token: agent.token })).status).toBe(200);
  for (const id of [foreign._id, 'f'.repeat(24), 'nonsense'])
    expect((await server.call('GET', `/faqs/${id}`, { token: agent.token })).body.error.code).toBe('NOT_FOUND');
  expect((await tryOut('shipping', '', agent)).status).toBe(200);
  expect((await server.call('POST', '/faqs/try', { token: agent.token, body: { siteId: other._id, message: 'x' } })).body.error.code).toBe('NOT_FOUND');
  expect((await add(SHIPPING, agent)).body.error.code).toBe('FORBIDDEN');
  expect((await change(mine._id, { answer: 'x' }, agent)).body.error.code).toBe('FORBIDDEN');
  expect((await server.call('DELETE', `/faqs/${mine._id}`, { token: agent.token })).body.error.code).toBe('FORBIDDEN');
  expect((await add({ ...SHIPPING, siteId: 'f'.repeat(24) })).body.error.code).toBe('NOT_FOUND');
});

test('[FAQ7] trying out returns the matches best first and counts nothing', async () => {
  const { _id } = (await add(SHIPPING)).body;
  await add(RETURNS);
  const { body } = await tryOut(SHIPPING.question);
  expect(body.threshold).toBe(0.5);
  expect(body.matches[0]).toMatchObject({ faq: { question: SHIPPING.question }, probability: expect.any(Number) });
  const probabilities: number[] = body.matches.map(({ probability }: { probability: number }) => probability);
  expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
  expect((await server.call('GET', `/faqs/${_id}`, { token: owner.token })).body.viewCount).toBe(0);
});

test('[FAQ6] every change of an FAQ applies to the next message', async () => {
  expect(await bestOf(SHIPPING.question)).toBeUndefined();
  const { _id } = (await add(SHIPPING)).body;
  expect(await bestOf(SHIPPING.question)).toBe(SHIPPING.question);
  await change(_id, { question: RETURNS.question, answer: RETURNS.answer });
  expect(await bestOf(RETURNS.question)).toBe(RETURNS.question);
  await change(_id, { isActive: false });
  expect(await bestOf(RETURNS.question)).toBeUndefined();
  await change(_id, { isActive: true });
  expect(await bestOf(RETURNS.question)).toBe(RETURNS.question);
  await server.call('DELETE', `/faqs/${_id}`, { token: owner.token });
  expect((await tryOut(RETURNS.question)).body.matches).toEqual([]);
});

test('[FAQ6] a new site language applies to the next message', async () => {
  await add({ question: 'Wie lange dauert der Versand?', answer: 'Zwei bis vier Werktage.' });
  const english = (await tryOut('Versand dauert wie lange')).body.matches;
  await server.call('PATCH', `/sites/${site._id}`, { token: owner.token, body: { widgetSettings: { locale: 'de' } } });
  const german = (await tryOut('Versand dauert wie lange')).body.matches;
  expect(english).toHaveLength(1);
  expect(german).toHaveLength(1);
});

test('[FAQ3] an FAQ limited to some pages answers only on those pages', async () => {
  await add({ ...SHIPPING, pageSpecific: '/shop/*' });
  expect(await bestOf(SHIPPING.question, 'https://shop.example/shop/socks?size=42')).toBe(SHIPPING.question);
  expect(await bestOf(SHIPPING.question, 'https://shop.example/jobs')).toBeUndefined();
  expect(await bestOf(SHIPPING.question)).toBeUndefined();
});

test('[FAQ1] the bot answers a visitor’s question after its echo, naming the FAQ, and no agent is needed', async () => {
  const faq = (await add(SHIPPING)).body;
  const visitor = await connectVisitor(server.url, { siteKey: site.siteKey });
  const ack = await visitor.send(SHIPPING.question);
  const answer = await visitor.client.receives('new-message', ({ senderType }) => senderType === 'bot');
  expect(answer).toMatchObject({ seq: ack.seq + 1, content: SHIPPING.answer, answer: { faqId: faq._id, question: SHIPPING.question, helpful: null } });
  expect(answer.answer.probability).toBeGreaterThanOrEqual(0.5);
  await expect.poll(async () => (await server.call('GET', `/faqs/${faq._id}`, { token: owner.token })).body.viewCount).toBe(1);
  expect((await server.call('GET', `/conversations/${visitor.conversationId}`, { token: owner.token })).body.waitingSince).toBeNull();
  visitor.client.close();
});
