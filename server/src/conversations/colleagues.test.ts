import type { Session, Site } from '@supportchat/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, type TestClient, type TestVisitor } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
let ben: Session;
let stranger: Session;
beforeAll(async () => {
  app = await startTestApplication();
  site = await app.addSite({ aiSettings: { enabled: false } });
  ben = await app.addAgent({ name: 'Ben Ito', siteIds: [site._id] });
  stranger = await app.addAgent({ name: 'Cy Voss', siteIds: [(await app.addSite())._id] });
});
afterAll(() => app.close());

let clients: TestClient[];
let visitor: TestVisitor;
beforeEach(async () => {
  visitor = await connectVisitor(app.url, { siteKey: site.siteKey });
  await visitor.send('hello');
  clients = [visitor.client];
});
afterEach(() => {
  for (const client of clients) client.close();
});

async function panel(session: Session): Promise<TestClient> {
  const client = await connectAgent(app.url, session.accessToken, session === stranger ? [] : [site._id]);
  clients.push(client);
  return client;
}
const open = (client: TestClient) => must(client.ask('join-conversation', { conversationId: visitor.conversationId }));
const leave = (client: TestClient) => must(client.ask('leave-conversation', { conversationId: visitor.conversationId }));
const viewersSeenBy = (client: TestClient) =>
  client.eventsNamed('conversation-viewers').map(({ viewers }) => viewers.map(({ name }: { name: string }) => name));
const sees = (client: TestClient, names: string[]) => until(`it sees ${names}`, () => JSON.stringify(viewersSeenBy(client).at(-1)) === JSON.stringify(names));

describe('colleagues in a conversation', () => {
  test('[WIRE12] agents in a conversation are notified which agents are in it: on join, leave and disconnect, each agent once', async () => {
    const [adas, bens, outsider] = [await panel(app.owner), await panel(ben), await panel(stranger)];
    await open(adas);
    await sees(adas, ['Ada Kern']);
    await open(bens);
    for (const client of [adas, bens]) await sees(client, ['Ada Kern', 'Ben Ito']);
    const second = await panel(app.owner);
    await open(second);
    for (const client of [adas, bens, second]) await sees(client, ['Ada Kern', 'Ben Ito']);
    await leave(second);
    await sees(bens, ['Ada Kern', 'Ben Ito']);
    expect(await bens.receives('conversation-viewers')).toMatchObject({
      conversationId: visitor.conversationId,
      viewers: [{ agentId: app.owner.user._id }, { agentId: ben.user._id }],
    });
    await leave(adas);
    await sees(bens, ['Ben Ito']);
    await open(adas);
    await sees(bens, ['Ada Kern', 'Ben Ito']);
    adas.close();
    await sees(bens, ['Ben Ito']);

    expect(await outsider.ask('join-conversation', { conversationId: visitor.conversationId })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    await outsider.settle();
    expect(outsider.received).toEqual([]);
    expect(visitor.client.received.map(({ event }) => event)).not.toContain('conversation-viewers');
  });

  test("[WIRE13] an agent's typing is shown to the other agents in the conversation and its visitor, and to no one else", async () => {
    const [adas, second, bens, outsider] = [await panel(app.owner), await panel(app.owner), await panel(ben), await panel(stranger)];
    const listOnly = await panel(ben);
    for (const client of [adas, second, bens]) await open(client);
    await must(adas.ask('typing', { conversationId: visitor.conversationId, isTyping: true }));
    const typing = { conversationId: visitor.conversationId, isTyping: true, agentName: 'Ada Kern' };
    expect(await bens.receives('agent-typing')).toEqual({ ...typing, agentId: app.owner.user._id });
    expect(await visitor.client.receives('agent-typing')).toEqual(typing);
    for (const client of [adas, second, outsider, listOnly]) {
      await client.settle();
      expect(client.eventsNamed('agent-typing')).toEqual([]);
    }
  });
});

describe('typing and pages', () => {
  test('[LIM8] "is typing" is forwarded at most once every two seconds per side, "has stopped" immediately and once', async () => {
    const adas = await panel(app.owner);
    await open(adas);
    const { conversationId } = visitor;
    const type = async (isTyping: boolean, times: number) => {
      for (let n = 0; n < times; n += 1) await must(visitor.ask('typing', { conversationId, isTyping }));
      await adas.settle();
      return adas.eventsNamed('visitor-typing').map((typing) => typing.isTyping);
    };
    expect(await type(true, 30)).toEqual([true]);
    app.clock.forward(2000);
    expect(await type(true, 30)).toEqual([true, true]);
    expect(await type(false, 30)).toEqual([true, true, false]);
    expect(await type(true, 30)).toEqual([true, true, false]);
    app.clock.forward(2000);
    expect(await type(true, 30)).toEqual([true, true, false, true]);

    for (let n = 0; n < 30; n += 1) await must(adas.ask('typing', { conversationId, isTyping: true }));
    await visitor.client.settle();
    expect(visitor.client.eventsNamed('agent-typing')).toHaveLength(1);
  });

  test('[LIM9] when a visitor visits many pages, agents are notified of at most one a second, including the last', async () => {
    const bens = await panel(ben);
    const before = bens.eventsNamed('conversation-update').length;
    for (let n = 1; n <= 100; n += 1) await must(visitor.ask('visit-page', { conversationId: visitor.conversationId, currentPage: `/page/${n}` }));
    await bens.receives('conversation-update', ({ conversation }) => conversation.currentPage === '/page/100');
    expect(bens.eventsNamed('conversation-update').length - before).toBeLessThanOrEqual(4);
    const other = await connectVisitor(app.url, { siteKey: site.siteKey });
    clients.push(other.client);
    expect(await other.ask('visit-page', { conversationId: visitor.conversationId, currentPage: '/theirs' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });

  test('[LIM2] a flood of either returns RATE_LIMITED and closes the connection', async () => {
    const { conversationId } = visitor;
    for (let n = 0; n < 600; n += 1) visitor.client.socket.emit('typing', { conversationId, isTyping: n % 2 === 0 });
    await visitor.client.disconnected();
    expect(visitor.client.eventsNamed('error').every(({ code }) => code === 'RATE_LIMITED')).toBe(true);
  });
});
