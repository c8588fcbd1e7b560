import { randomUUID } from 'node:crypto';
import type { Site } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApplication, type TestApplication } from '../testing/test-application.ts';
import { connectAgent, connectVisitor, must, refusal, type TestVisitor } from '../testing/test-client.ts';

let app: TestApplication;
let site: Site;
beforeEach(async () => {
  app = await startTestApplication();
  site = await app.addSite();
});
afterEach(() => app.close());

const MINUTE_MS = 60_000;
const visit = (siteKey = site.siteKey) => connectVisitor(app.url, { siteKey, visitorId: randomUUID() });
const teamFor = async (siteKey = site.siteKey) => (await visit(siteKey)).joined.team;

/** A visitor writes and is answered after the given minutes. */
async function answerAfter(...minutes: number[]): Promise<void> {
  for (const each of minutes) {
    const { conversationId, send, client } = await visit();
    await send('hello');
    app.clock.forward(each * MINUTE_MS);
    await app.api('POST', `/conversations/${conversationId}/messages`, { token: await app.signIn(), body: { content: 'hi' } });
    client.close();
  }
}

test('[WID1] names the connected agents of that site and no other', async () => {
  const otherSite = await app.addSite();
  expect(await teamFor()).toEqual({ agentsOnline: 0, names: [], typicalReplyMs: null });
  const [ben, foreign] = [await app.addAgent({ name: 'Ben Ito', siteIds: [site._id] }), await app.addAgent({ name: 'Zoe Far', siteIds: [otherSite._id] })];
  const panels = [];
  for (const { accessToken } of [app.owner, ben, ben, foreign]) panels.push(await connectAgent(app.url, accessToken));
  app.clock.forward(3000);
  expect(await teamFor()).toEqual({ agentsOnline: 2, names: ['Ada', 'Ben'], typicalReplyMs: null });
  expect(await teamFor(otherSite.siteKey)).toMatchObject({ agentsOnline: 2, names: ['Ada', 'Zoe'] });
  for (const panel of panels.slice(1)) panel.close();
  app.clock.forward(3000);
  await expect.poll(async () => (app.clock.forward(3000), (await teamFor()).names)).toEqual(['Ada']);
});

test('[WID1] a visitor who writes is notified if the team has changed since, and no one else is', async () => {
  const [visitor, other] = [await visit(), await visit()];
  await visitor.send('anyone there?');
  const panel = await connectAgent(app.url, app.owner.accessToken);
  app.clock.forward(3000);
  await visitor.send('hello?');
  expect(await visitor.client.receives('team-updated')).toEqual({ agentsOnline: 1, names: ['Ada'], typicalReplyMs: null });
  await visitor.send('good');
  await visitor.client.settle();
  await other.client.settle();
  expect(visitor.client.eventsNamed('team-updated')).toHaveLength(1);
  expect(other.client.eventsNamed('team-updated')).toEqual([]);
  panel.close();
});

test("[WID1] returns the median of this site's last 28 days once there are five answers", async () => {
  const quiet = await app.addSite();
  await answerAfter(1, 2, 3, 40);
  app.clock.forward(10 * MINUTE_MS);
  expect((await teamFor()).typicalReplyMs).toBeNull();
  await answerAfter(9);
  app.clock.forward(10 * MINUTE_MS);
  expect((await teamFor()).typicalReplyMs).toBe(3 * MINUTE_MS);
  expect((await teamFor(quiet.siteKey)).typicalReplyMs).toBeNull();
  app.clock.forward(29 * 24 * 60 * MINUTE_MS);
  expect((await teamFor()).typicalReplyMs).toBeNull();
});

test('[WID2] a visitor pages back through their own conversations', async () => {
  const visitor = await visit();
  const { visitorId, visitorToken } = visitor.joined;
  const close = async (id: string) => {
    app.clock.forward(MINUTE_MS);
    return app.api('PATCH', `/conversations/${id}`, { token: await app.signIn(), body: { status: 'closed' } });
  };
  await visitor.send('first');
  await close(visitor.conversationId);
  const { conversationId } = await visitor.send('second');
  const joined = await visitor.client.receives('conversation-joined', ({ conversation }) => conversation._id === conversationId);
  expect(joined).toMatchObject({ siteName: site.name, team: { agentsOnline: 0 }, serverTime: expect.any(String) });
  await close(conversationId);

  const back = await connectVisitor(app.url, { siteKey: site.siteKey, visitorId, visitorToken });
  const earlierThan = (id: string, { ask }: TestVisitor = back) => must(ask('load-earlier', { conversationId: id }));
  expect(await earlierThan(back.conversationId)).toMatchObject({ conversationId, messages: [{ content: 'second' }], hasMore: false });
  expect(await earlierThan(conversationId)).toMatchObject({ conversationId: visitor.conversationId, messages: [{ content: 'first' }] });
  expect(await earlierThan(visitor.conversationId)).toMatchObject({ conversationId: null, messages: [], hasMore: false });
  const stranger = await visit();
  expect(await earlierThan(stranger.conversationId, stranger)).toMatchObject({ conversationId: null });
  expect(await refusal(stranger.ask('load-earlier', { conversationId }))).toMatchObject({ code: 'NOT_FOUND' });
});
