import type { Conversation, Site } from '@supportchat/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, refusal } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite();
});
afterAll(() => app.close());

const shownTo = (id: string) => app.api<Conversation>('GET', `/conversations/${id}`, { token: app.owner.accessToken });
const isFrom = (visitorEmail: string) => (update: { conversation: Conversation }) => update.conversation.visitorEmail === visitorEmail;

test('[VIS8] an address that a visitor leaves reaches the agents and the visitor’s other tabs at once', async () => {
  const agent = await connectAgent(app.url, app.owner.accessToken, [site._id]);
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  const { visitorId, visitorToken } = visitor.joined;
  const tab = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId, visitorToken });
  await visitor.send('Anyone there?');
  await must(visitor.ask('leave-email', { conversationId: visitor.conversationId, visitorEmail: ' Vera@Mail.example ' }));
  expect((await agent.receives('conversation-update', isFrom('vera@mail.example'))).conversation._id).toBe(visitor.conversationId);
  await tab.client.receives('conversation-update', ({ visitorEmail }) => visitorEmail === 'vera@mail.example');
  for (const client of [agent, visitor.client, tab.client]) client.close();
});

test('[VIS8] before the first message an address is kept, and no agent sees the conversation', async () => {
  const agent = await connectAgent(app.url, app.owner.accessToken, [site._id]);
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  await must(visitor.ask('leave-email', { conversationId: visitor.conversationId, visitorEmail: 'early@mail.example' }));
  await agent.ask('join-site', { siteId: site._id });
  expect(agent.eventsNamed('conversation-update')).toEqual([]);
  expect((await app.store.conversations.get(visitor.conversationId))?.visitorEmail).toBe('early@mail.example');
  agent.close();
  visitor.client.close();
});

test('[VIS8] what is not an address changes nothing', async () => {
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  const { conversationId } = visitor;
  await visitor.send('Hello');
  await must(visitor.ask('leave-email', { conversationId, visitorEmail: 'vera@mail.example' }));
  for (const visitorEmail of ['', 'vera', 'vera@', 'a@b', `${'x'.repeat(300)}@mail.example`, 'a b@mail.example'])
    expect((await refusal(visitor.ask('leave-email', { conversationId, visitorEmail }))).code, visitorEmail).toBe('VALIDATION');
  expect((await shownTo(conversationId)).visitorEmail).toBe('vera@mail.example');
  visitor.client.close();
});

test('[VIS8] a visitor may correct the address a few times a minute, not without end', async () => {
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  const { conversationId } = visitor;
  const replies = await Promise.all(Array.from({ length: 12 }, (_, n) => visitor.ask('leave-email', { conversationId, visitorEmail: `v${n}@mail.example` })));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(10);
  expect(replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code]))).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  visitor.client.close();
});

test('[VIS9] the address is used for later conversations of the same visitor and proves nothing: the same address elsewhere is another visitor', async () => {
  const visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  const { visitorId, visitorToken } = visitor.joined;
  await visitor.send('First');
  await must(visitor.ask('leave-email', { conversationId: visitor.conversationId, visitorEmail: 'same@mail.example' }));
  await app.api('PATCH', `/conversations/${visitor.conversationId}`, { token: app.owner.accessToken, body: { status: 'closed' } });
  expect((await refusal(visitor.ask('leave-email', { conversationId: visitor.conversationId, visitorEmail: 'late@mail.example' }))).code).toBe(
    'CONVERSATION_CLOSED',
  );
  app.clock.forward(1000);
  const back = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId, visitorToken });
  expect(back.conversationId).not.toBe(visitor.conversationId);
  expect(back.joined.conversation.visitorEmail).toBe('same@mail.example');

  const other = await connectVisitor(app.url, { siteKey: site.siteKey });
  await other.send('Hello');
  await must(other.ask('leave-email', { conversationId: other.conversationId, visitorEmail: 'same@mail.example' }));
  expect(other.joined.visitorId).not.toBe(visitorId);
  expect(await must(other.ask('load-earlier', { conversationId: other.conversationId, limit: 30 }))).toMatchObject({ conversationId: null, messages: [] });
  for (const { client } of [visitor, back, other]) client.close();
});
