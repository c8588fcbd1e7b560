import type { AgentReadMark, ConversationCounts, List, ListedConversation, Session, Site } from '@supportchat/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, type TestClient, type TestVisitor } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
let ann: Session;
let ben: Session;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite({ aiSettings: { enabled: false } });
  ann = await app.addAgent({ name: 'Ann Ode', siteIds: [site._id] });
  ben = await app.addAgent({ name: 'Ben Ito', siteIds: [site._id] });
});
afterAll(() => app.close());

let visitor: TestVisitor;
let clients: TestClient[];
let conversationId: string;
beforeEach(async () => {
  visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  await visitor.send('hello');
  conversationId = visitor.conversationId;
  clients = [visitor.client];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await app.api('DELETE', `/conversations/${conversationId}`, { token: await app.signIn() });
});

async function panel(session: Session): Promise<TestClient> {
  const client = await connectAgent(app.url, session.accessToken, [site._id]);
  clients.push(client);
  return client;
}
const read = (client: TestClient, seq: number) => must(client.ask('mark-read', { conversationId, seq }));
const markUnread = (client: TestClient) => must(client.ask('mark-unread', { conversationId }));
/** Without keeping the conversation, so that it stays in everyone's figures. */
async function answer(client: TestClient) {
  await must(client.ask('send-message', { conversationId, content: 'hi' }));
  await app.api('PATCH', `/conversations/${conversationId}`, { token: ben.accessToken, body: { assignedAgent: null } });
}
const get = (session: Session) => app.api<ListedConversation>('GET', `/conversations/${conversationId}`, { token: session.accessToken });
const attention = async (session: Session) => (await app.api<ConversationCounts>('GET', '/conversations/counts', { token: session.accessToken })).attention;
const marksSeenBy = (client: TestClient): AgentReadMark[] => client.eventsNamed('read-mark-updated');

test('[INBOX32] what one agent has read of a waiting conversation stays unread for the others, until it is answered', async () => {
  const [anns, bens] = [await panel(ann), await panel(ben)];
  await read(anns, 1);
  expect([await attention(ann), await attention(ben)]).toEqual([0, 1]);
  expect(await get(ann)).toMatchObject({ unreadCount: 0, agentReadSeq: 1, ownMark: { agentId: ann.user._id, seq: 1, isUnread: false } });
  expect(await get(ben)).toMatchObject({ unreadCount: 0, agentReadSeq: 1, ownMark: null });
  await answer(bens);
  expect([await attention(ann), await attention(ben)]).toEqual([0, 0]);
  await visitor.send('one more thing');
  expect([await attention(ann), await attention(ben)]).toEqual([1, 1]);
  await read(bens, 3);
  expect([await attention(ann), await attention(ben)]).toEqual([1, 0]);
});

test("[INBOX33] marking as unread counts for that agent alone until they read it again, and leaves the visitor's “Seen” as it was", async () => {
  const [anns, bens] = [await panel(ann), await panel(ben)];
  await read(anns, 1);
  await answer(bens);
  const before = await get(ann);
  await visitor.client.settle();
  visitor.client.received.length = 0;
  await markUnread(anns);
  expect([await attention(ann), await attention(ben)]).toEqual([1, 0]);
  expect(await get(ann)).toEqual({ ...before, ownMark: { ...before.ownMark, seq: 0, isUnread: true, updatedAt: expect.any(String) } });
  expect(await get(ben)).toMatchObject({ ownMark: null });
  // The agent looks at what is above the visitor's message.
  await read(anns, 0);
  expect(await attention(ann)).toBe(1);
  await read(anns, 1);
  expect(await attention(ann)).toBe(0);
  await visitor.client.settle();
  expect(visitor.client.received).toEqual([]);
});

test('[INBOX34] every panel of an agent is notified of their mark, and no one else: neither colleagues nor visitors', async () => {
  const stranger = await connectVisitor(app.url, { siteKey: site.siteKey });
  const [anns, second, bens] = [await panel(ann), await panel(ann), await panel(ben)];
  clients.push(stranger.client);
  for (const client of [anns, bens]) await must(client.ask('join-conversation', { conversationId }));
  await read(anns, 1);
  await markUnread(anns);
  for (const client of [anns, second]) {
    await client.receives('read-mark-updated', ({ isUnread }) => isUnread);
    expect(marksSeenBy(client)).toMatchObject([
      { agentId: ann.user._id, conversationId, seq: 1, isUnread: false },
      { agentId: ann.user._id, conversationId, seq: 0, isUnread: true },
    ]);
  }
  const joined = await must(second.ask('join-conversation', { conversationId }));
  expect(joined).toMatchObject({ conversation: { ownMark: marksSeenBy(second).at(-1) } });
  expect(await must(bens.ask('join-conversation', { conversationId }))).toMatchObject({ conversation: { ownMark: null } });
  const listed = async ({ accessToken }: Session) =>
    (await app.api<List<ListedConversation>>('GET', '/conversations?view=active', { token: accessToken })).items.map(({ ownMark }) => ownMark);
  expect(await listed(ann)).toEqual([marksSeenBy(second).at(-1)]);
  expect(await listed(ben)).toEqual([null]);
  for (const client of [bens, visitor.client, stranger.client]) {
    await client.settle();
    expect(JSON.stringify(client.received)).not.toMatch(/read-mark-updated|isUnread/);
  }
});

test('[INBOX34] reading a conversation in which no visitor waits stores no mark: the team’s says the same', async () => {
  const [anns, bens] = [await panel(ann), await panel(ben)];
  await answer(bens);
  await read(anns, 2);
  expect(await get(ann)).toMatchObject({ ownMark: null });
  expect(marksSeenBy(anns)).toEqual([]);
});
