import { randomUUID } from 'node:crypto';
import { AdminClientEvents, type Session, type Site, WidgetClientEvents } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, refusal, type TestClient, type TestVisitor } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
let otherSite: Site;
let foreignAgent: Session;
let visitor: TestVisitor;
let agent: TestClient;
let strangers: { name: string; client: TestClient; events: Record<string, unknown> }[];

beforeAll(async () => {
  app = await startTestApplication();
  [site, otherSite] = [await app.addSite(), await app.addSite()];
  foreignAgent = await app.addAgent({ name: 'Foreign', siteIds: [otherSite._id] });
  visitor = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID() });
  agent = await connectAgent(app.url, app.owner.accessToken, [site._id]);
  await must(agent.ask('join-conversation', { conversationId: visitor.conversationId }));
  const sameSite = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID() });
  const elsewhere = await connectVisitor(app.url, { siteKey: otherSite.siteKey, visitorId: randomUUID() });
  const foreign = await connectAgent(app.url, foreignAgent.accessToken, [otherSite._id]);
  strangers = [
    { name: 'another visitor of the site', client: sameSite.client, events: WidgetClientEvents },
    { name: 'a visitor of another site', client: elsewhere.client, events: WidgetClientEvents },
    { name: 'an agent of another site', client: foreign, events: AdminClientEvents },
  ];
});
afterAll(() => app.close());

/** Every payload that names a conversation, for the events of both namespaces. */
const payloads = (conversationId: string, messageId: string): Record<string, object> => ({
  'join-conversation': { conversationId },
  'leave-conversation': { conversationId },
  'send-message': { conversationId, content: 'intruder' },
  typing: { conversationId, isTyping: true },
  'mark-read': { conversationId, seq: 1 },
  'mark-unread': { conversationId },
  'load-messages': { conversationId },
  'load-earlier': { conversationId },
  'visit-page': { conversationId, currentPage: '/x' },
  'leave-email': { conversationId, visitorEmail: 'stranger@mail.example' },
  'request-human': { conversationId },
  'rate-answer': { conversationId, messageId, helpful: true },
});

describe('strangers', () => {
  test('[VIS2] receive nothing of what a visitor and an agent do, event by event', async () => {
    for (const { client } of strangers) client.received.length = 0;
    const { conversationId } = visitor;
    const { _id } = await visitor.send('private question');
    await must(visitor.ask('typing', { conversationId, isTyping: true }));
    await must(agent.ask('typing', { conversationId, isTyping: true }));
    await must(agent.ask('send-message', { conversationId, content: 'private answer' }));
    await must(agent.ask('mark-read', { conversationId, seq: 1 }));
    await must(agent.ask('mark-unread', { conversationId }));
    await must(visitor.ask('mark-read', { conversationId, seq: 2 }));
    await must(visitor.ask('visit-page', { conversationId, currentPage: '/secret' }));
    await must(visitor.ask('leave-email', { conversationId, visitorEmail: 'vera@mail.example' }));
    await must(visitor.ask('request-human', { conversationId }));
    await refusal(visitor.ask('rate-answer', { conversationId, messageId: _id, helpful: true }));
    for (const body of [{ assignedAgent: null }, { status: 'resolved' }, { status: 'open' }])
      await app.api('PATCH', `/conversations/${conversationId}`, { token: app.owner.accessToken, body });
    await agent.receives('visitor-typing');
    await visitor.client.receives('agent-typing');
    await visitor.client.receives('conversation-update', (conversation) => conversation.humanRequestedAt !== null);
    for (const { name, client } of strangers) {
      await client.settle();
      expect(client.received, name).toEqual([]);
    }
  });

  test("[VIS2] [VIS3] can do nothing: another visitor's conversation is reported as not found, event by event", async () => {
    const before = await app.store.messages.list(visitor.conversationId, { limit: 100 });
    const { _id } = before.messages[0] ?? { _id: '' };
    const random = 'f'.repeat(24);
    for (const { name, client, events } of strangers) {
      for (const event of Object.keys(events)) {
        if (event === 'join-site' || event === 'leave-conversation' || (event === 'join-conversation' && events === WidgetClientEvents)) continue;
        const [toForeign, toRandom] = await Promise.all([visitor.conversationId, random].map((id) => refusal(client.ask(event, payloads(id, _id)[event]))));
        expect(toForeign, `${name}: ${event}`).toEqual({ ...toRandom, requestId: toForeign?.requestId });
        expect(toForeign?.code, `${name}: ${event}`).toBe('NOT_FOUND');
      }
    }
    expect(await app.store.messages.list(visitor.conversationId, { limit: 100 })).toEqual(before);
  });

  test("[VIS3] a visitor who joins with someone else's conversation id is rejected as with a random one", async () => {
    const known = await connectVisitor(app.url, { siteKey: site.siteKey });
    const { visitorId, visitorToken } = known.joined;
    const errors = await Promise.all(
      [visitor.conversationId, 'f'.repeat(24)].map((conversationId) =>
        refusal(known.client.ask('join-conversation', { siteKey: site.siteKey, visitorId, visitorToken, conversationId })),
      ),
    );
    expect(errors.map((error) => error.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    known.client.close();
  });

  test('[VIS2] an agent of another site cannot watch the site or list, read, change or write through REST', async () => {
    const foreign = strangers[2]?.client;
    expect((await refusal(foreign!.ask('join-site', { siteId: site._id }))).code).toBe('NOT_FOUND');
    const token = foreignAgent.accessToken;
    const id = visitor.conversationId;
    const tries: [string, string, unknown?][] = [
      ['GET', `/conversations/${id}`],
      ['GET', `/conversations/${id}/messages`],
      ['GET', `/conversations?siteId=${site._id}`],
      ['PATCH', `/conversations/${id}`, { assignedAgent: 'me' }],
      ['POST', `/conversations/${id}/messages`, { content: 'intruder' }],
      ['GET', `/sites/${site._id}`],
      ['GET', `/analytics?siteId=${site._id}`],
    ];
    for (const [method, path, body] of tries)
      await expect(app.api(method, path, { token, body }), path).rejects.toMatchObject({ status: 404, code: 'NOT_FOUND' });
    await expect(app.api('GET', '/conversations', { token })).resolves.toMatchObject({ items: [] });
  });
});
