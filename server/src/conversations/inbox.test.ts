import { randomUUID } from 'node:crypto';
import type { ConversationCounts, List, ListedConversation, Site } from '@supportchat/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
let other: Site;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite();
  other = await app.addSite();
});
afterAll(() => app.close());

async function talk(to: Site, ...messages: string[]): Promise<string> {
  const visitor = await connectVisitor(app.url, { siteKey: to.siteKey, visitorId: randomUUID() });
  for (const message of messages) await visitor.send(message);
  visitor.client.close();
  return visitor.conversationId;
}
const list = (query: string, token = app.owner.accessToken) => app.api<List<ListedConversation>>('GET', `/conversations?${query}`, { token });
const counts = (token: string, query = '') => app.api<ConversationCounts>('GET', `/conversations/counts${query}`, { token });

test('[ANA7] the waiting view lists the longest wait first, page by page', async () => {
  const waiting: string[] = [];
  for (const name of ['first', 'second', 'third']) {
    waiting.push(await talk(site, name));
    app.clock.forward(60_000);
  }
  const page = await list(`view=waiting&limit=2&siteId=${site._id}`);
  const rest = await list(`view=waiting&limit=2&siteId=${site._id}&cursor=${page.nextCursor}`);
  expect([...page.items, ...rest.items].map(({ _id }) => _id)).toEqual(waiting);
  expect(page.items[0]).not.toHaveProperty('match');
});

test('[ANA8] attention counts conversations with unread messages that are mine or unassigned, on all of my sites', async () => {
  const [ann, bob] = [await app.addAgent({ siteIds: [site._id, other._id] }), await app.addAgent({ siteIds: [other._id] })];
  const before = await counts(ann.accessToken);
  const bobsBefore = await counts(bob.accessToken);
  const give = async (agentId: string) =>
    app.api('PATCH', `/conversations/${await talk(other, 'one', 'two')}`, { token: app.owner.accessToken, body: { assignedAgent: agentId } });
  await give(ann.user._id);
  await give(bob.user._id);
  await talk(other, 'for anyone');
  const after = await counts(ann.accessToken);
  expect(after).toMatchObject({ attention: before.attention + 2, unread: before.unread + 5 });
  expect(await counts(ann.accessToken, `?siteId=${site._id}`)).toMatchObject({ attention: after.attention, mine: 0, active: 3 });
  expect((await counts(bob.accessToken)).attention).toBe(bobsBefore.attention + 2);
});

test('[SRCH3] a search returns the newest matching message, or null when only the name matched', async () => {
  const id = await talk(site, `needle ${'hay '.repeat(200)}`, 'hay', `${'hay '.repeat(200)} Nädle NEEDLE in it`, 'hay');
  const [found] = (await list('search=needle')).items;
  expect(found).toMatchObject({ _id: id, match: { seq: 3, senderType: 'visitor', excerpt: expect.stringContaining('NEEDLE in it') } });
  expect(found?.match?.excerpt.length).toBeLessThanOrEqual(200);
  expect(found?.match?.messageId).toMatch(/^[0-9a-f]{24}$/);
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID(), visitorName: 'Zoë Unique' });
  await visitor.send('hello');
  visitor.client.close();
  expect((await list('search=unique')).items).toMatchObject([{ _id: visitor.conversationId, match: null }]);
});

test("[INBOX16] an agent reads the same visitor's earlier conversations, newest first, and none of other visitors or sites", async () => {
  const visitorId = randomUUID();
  const ids: string[] = [];
  let visitorToken: string | undefined;
  for (const message of ['first', 'second', 'third']) {
    const visitor = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId, ...(visitorToken && { visitorToken }) });
    visitorToken ??= visitor.joined.visitorToken;
    await visitor.send(message);
    ids.unshift(visitor.conversationId);
    visitor.client.close();
    app.clock.forward(1000);
    if (message !== 'third') await app.api('PATCH', `/conversations/${visitor.conversationId}`, { token: app.owner.accessToken, body: { status: 'closed' } });
  }
  await talk(site, 'of someone else');
  const earlier = (token: string) => app.api<List<ListedConversation>>('GET', `/conversations/${ids[0]}/earlier`, { token });
  expect((await earlier(app.owner.accessToken)).items.map(({ _id }) => _id)).toEqual(ids.slice(1));
  const stranger = await app.addAgent({ siteIds: [other._id] });
  await expect(earlier(stranger.accessToken)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test("[INBOX31] an agent reads the pages of a conversation's visitor, newest first; lists, events and other sites' agents have none of them", async () => {
  const token = await app.signIn();
  const [first, second] = ['https://shop.example/first', 'javascript:alert(1)'];
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID(), currentPage: first });
  await visitor.send('hello');
  const listener = await connectAgent(app.url, token, [site._id]);
  app.clock.forward(5000);
  await visitor.ask('visit-page', { conversationId: visitor.conversationId, currentPage: second });
  const update = await listener.receives('conversation-update', ({ conversation }) => conversation.currentPage === second);
  expect(JSON.stringify(update)).not.toContain(first);
  const pages = (byToken: string) => app.api('GET', `/conversations/${visitor.conversationId}/pages`, { token: byToken });
  expect(await pages(token)).toEqual({
    items: [
      { url: second, at: app.clock.now().toISOString() },
      { url: first, at: expect.any(String) },
    ],
  });
  expect(JSON.stringify(await list('', token))).not.toContain(first);
  const stranger = await app.addAgent({ siteIds: [other._id] });
  await expect(pages(stranger.accessToken)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  visitor.client.close();
  listener.close();
});

test('[INBOX19] reopening, as Undo does, restores the wait of an unanswered visitor', async () => {
  const token = await app.signIn();
  const change = (id: string, body: object) => app.api<ListedConversation>('PATCH', `/conversations/${id}`, { token, body });
  const id = await talk(site, 'anyone there?');
  const { waitingSince } = await app.api<ListedConversation>('GET', `/conversations/${id}`, { token });
  app.clock.forward(60_000);
  expect(await change(id, { status: 'resolved' })).toMatchObject({ waitingSince: null });
  expect(await change(id, { status: 'open' })).toMatchObject({ waitingSince });
  await app.api('POST', `/conversations/${id}/messages`, { token, body: { content: 'here I am' } });
  await change(id, { status: 'resolved' });
  expect(await change(id, { status: 'open' })).toMatchObject({ waitingSince: null });
});
