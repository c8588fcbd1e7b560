import { randomUUID } from 'node:crypto';
import type { Conversation, ConversationCounts, List, Session, Site } from '@supportchat/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, refusal } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
let ben: Session;
let token: string;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite();
  ben = await app.addAgent({ name: 'Ben Ito', siteIds: [site._id] });
  token = app.owner.accessToken;
});
afterAll(() => app.close());

const join = () => connectVisitor(app.url, { siteKey: site.siteKey, visitorId: randomUUID() });
const read = (id: string) => app.api<Conversation>('GET', `/conversations/${id}`, { token });
const change = (id: string, body: object, as = token) => app.api<Conversation>('PATCH', `/conversations/${id}`, { token: as, body });
const listed = async (query = '') => (await app.api<List<Conversation>>('GET', `/conversations?limit=100${query}`, { token })).items.map(({ _id }) => _id);

describe('a conversation’s life', () => {
  test('[CONV1] without a message a conversation is in no list and no count; with the first message it is open and announced', async () => {
    const agent = await connectAgent(app.url, token, [site._id]);
    const counts = () => app.api<ConversationCounts>('GET', '/conversations/counts', { token });
    const before = await counts();
    const visitor = await join();
    expect(await listed()).not.toContain(visitor.conversationId);
    expect(await counts()).toEqual(before);
    await visitor.send('hello');
    const { conversation } = await agent.receives('conversation-update', (update) => update.conversation._id === visitor.conversationId);
    expect(conversation).toMatchObject({ status: 'open', unreadCount: 1, lastMessage: { content: 'hello', senderType: 'visitor' } });
    expect(agent.eventsNamed('conversation-update')).toHaveLength(1);
    expect(await listed('&view=active')).toContain(visitor.conversationId);
    expect(await counts()).toMatchObject({
      active: before.active + 1,
      unassigned: before.unassigned + 1,
      waiting: before.waiting + 1,
      unread: before.unread + 1,
    });
    visitor.client.close();
    agent.close();
  });

  test('[CONV2] a visitor’s message reopens a resolved conversation for the agent who had it', async () => {
    const visitor = await join();
    await visitor.send('question');
    await change(visitor.conversationId, { assignedAgent: ben.user._id });
    expect(await change(visitor.conversationId, { status: 'resolved' })).toMatchObject({ status: 'resolved', waitingSince: null });
    await visitor.send('one more thing');
    expect(await read(visitor.conversationId)).toMatchObject({ status: 'assigned', assignedAgent: ben.user._id });
    visitor.client.close();
  });

  test('[CONV3] closed is final: the visitor’s next message starts a new conversation, a resent one does not', async () => {
    const visitor = await join();
    const first = await visitor.send('before', 'stored-before');
    await change(visitor.conversationId, { status: 'closed' });
    await expect(change(visitor.conversationId, { status: 'open' })).rejects.toMatchObject({ code: 'CONVERSATION_CLOSED', status: 409 });
    await expect(app.api('POST', `/conversations/${visitor.conversationId}/messages`, { token, body: { content: 'too late' } })).rejects.toMatchObject({
      code: 'CONVERSATION_CLOSED',
    });
    expect(await visitor.send('before', 'stored-before')).toMatchObject({ _id: first._id, duplicate: true });
    const next = await visitor.send('after', 'sent-after');
    expect(next).toMatchObject({ seq: 1, duplicate: false });
    expect(next.conversationId).not.toBe(visitor.conversationId);
    expect(await visitor.send('after', 'sent-after')).toMatchObject({ _id: next._id, duplicate: true });
    const joined = await visitor.client.receives('conversation-joined', (payload) => payload.conversation._id === next.conversationId);
    expect(joined.visitorToken).toBeUndefined();
    await visitor.client.receives('new-message', (message) => message._id === next._id);
    visitor.client.close();
  });

  test('[CONV4] answering an unassigned conversation assigns it to you; an assigned one keeps its agent', async () => {
    const visitor = await join();
    await visitor.send('anybody?');
    const agent = await connectAgent(app.url, ben.accessToken, [site._id]);
    await must(agent.ask('send-message', { conversationId: visitor.conversationId, content: 'I am here' }));
    expect(await read(visitor.conversationId)).toMatchObject({ status: 'assigned', assignedAgent: ben.user._id, waitingSince: null, unreadCount: 0 });
    expect(await visitor.client.receives('conversation-update')).toMatchObject({ agentName: 'Ben Ito', status: 'assigned' });
    await app.api('POST', `/conversations/${visitor.conversationId}/messages`, { token, body: { content: 'me too' } });
    expect(await read(visitor.conversationId)).toMatchObject({ assignedAgent: ben.user._id });
    visitor.client.close();
    agent.close();
  });

  test('[CONV5] when two agents claim the same unassigned conversation, one wins and the other is notified', async () => {
    const visitor = await join();
    await visitor.send('hello');
    const { revision } = await read(visitor.conversationId);
    const claims = await Promise.allSettled(
      [token, ben.accessToken].map((as) => change(visitor.conversationId, { assignedAgent: 'me', expectedRevision: revision }, as)),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(claims.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT', status: 409 } });
    visitor.client.close();
  });

  test('[CONV6] it can be assigned only to an active agent of its site, and unassigned again', async () => {
    const visitor = await join();
    await visitor.send('hello');
    const elsewhere = await app.addAgent({ siteIds: [(await app.addSite())._id] });
    for (const assignedAgent of [elsewhere.user._id, 'f'.repeat(24)])
      await expect(change(visitor.conversationId, { assignedAgent })).rejects.toMatchObject({ code: 'VALIDATION', details: [{ path: 'assignedAgent' }] });
    await expect(change(visitor.conversationId, { status: 'assigned' })).rejects.toMatchObject({ code: 'VALIDATION' });
    expect(await change(visitor.conversationId, { assignedAgent: ben.user._id })).toMatchObject({ status: 'assigned' });
    expect(await change(visitor.conversationId, { assignedAgent: null })).toMatchObject({ status: 'open', assignedAgent: null });
    visitor.client.close();
  });

  test('[CONV7] unread counts rise with visitor messages and fall with mark-read; the visitor sees that a message was read', async () => {
    const visitor = await join();
    await visitor.send('one');
    await visitor.send('two');
    const agent = await connectAgent(app.url, token, [site._id]);
    expect(await read(visitor.conversationId)).toMatchObject({ unreadCount: 2 });
    await must(agent.ask('mark-read', { conversationId: visitor.conversationId, seq: 1 }));
    expect(await read(visitor.conversationId)).toMatchObject({ unreadCount: 1, agentReadSeq: 1 });
    await must(agent.ask('mark-read', { conversationId: visitor.conversationId, seq: 999 }));
    expect(await read(visitor.conversationId)).toMatchObject({ unreadCount: 0, agentReadSeq: 2 });
    expect(await visitor.client.receives('conversation-update', (update) => update.agentReadSeq === 2)).toMatchObject({
      agentReadAt: app.clock.now().toISOString(),
    });
    visitor.client.close();
    agent.close();
  });

  test('[CONV8] typing is sent only to the other side of this conversation', async () => {
    const [visitor, other] = [await join(), await join()];
    const agent = await connectAgent(app.url, token, [site._id]);
    await must(agent.ask('join-conversation', { conversationId: visitor.conversationId }));
    await must(visitor.ask('typing', { conversationId: visitor.conversationId, isTyping: true }));
    expect(await agent.receives('visitor-typing')).toEqual({ conversationId: visitor.conversationId, isTyping: true });
    await must(agent.ask('typing', { conversationId: visitor.conversationId, isTyping: true }));
    expect(await visitor.client.receives('agent-typing')).toEqual({ conversationId: visitor.conversationId, isTyping: true, agentName: 'Ada Kern' });
    await other.client.settle();
    expect(other.client.eventsNamed('agent-typing')).toEqual([]);
    expect(visitor.client.eventsNamed('visitor-typing')).toEqual([]);
    await must(agent.ask('leave-conversation', { conversationId: visitor.conversationId }));
    expect((await refusal(agent.ask('typing', { conversationId: visitor.conversationId, isTyping: true }))).code).toBe('NOT_FOUND');
    for (const client of [visitor.client, other.client, agent]) client.close();
  });

  test('[CONV9] agents no longer see a removed conversation; only admins may remove one', async () => {
    const visitor = await join();
    await visitor.send('forget me');
    const agent = await connectAgent(app.url, ben.accessToken, [site._id]);
    await expect(app.api('DELETE', `/conversations/${visitor.conversationId}`, { token: ben.accessToken })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await app.api('DELETE', `/conversations/${visitor.conversationId}`, { token });
    await expect(read(visitor.conversationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await agent.receives('conversation-removed')).toEqual({ conversationId: visitor.conversationId, siteId: site._id });
    await visitor.client.disconnected();
    const { visitorId, visitorToken } = visitor.joined;
    const back = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId, visitorToken });
    expect(back.joined).toMatchObject({ visitorId, messages: [], conversation: { lastSeq: 0 } });
    for (const client of [agent, back.client]) client.close();
  });
});
