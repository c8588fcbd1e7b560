import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectVisitor, type TestVisitor } from '../testing/test-client.ts';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
const visitors: TestVisitor[] = [];
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.setUpOwner();
});
afterEach(async () => {
  for (const { client } of visitors.splice(0)) client.close();
  await server.stop();
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const report = (query = '', by = owner) => server.call('GET', `/analytics${query}`, { token: by.token });
const live = (query = '', by = owner) => server.call('GET', `/analytics/live${query}`, { token: by.token });
const renew = async () => void (owner = await server.signIn('olga@shop.example', owner.password));

async function visit(siteKey: string, content: string): Promise<TestVisitor> {
  const visitor = await connectVisitor(server.url, { siteKey });
  visitors.push(visitor);
  await visitor.send(content);
  return visitor;
}
const reply = (visitor: TestVisitor, content = 'Yes.') =>
  server.call('POST', `/conversations/${visitor.conversationId}/messages`, { token: owner.token, body: { content } });
const resolve = (visitor: TestVisitor) =>
  server.call('PATCH', `/conversations/${visitor.conversationId}`, { token: owner.token, body: { status: 'resolved' } });

test('[ANA3] a day reports conversations, messages, first responses and resolutions', async () => {
  const site = await server.addSite(owner);
  const first = await visit(site.siteKey, 'Do you ship to Norway?');
  await visit(site.siteKey, 'Anybody there?');
  server.advance(2 * MINUTE);
  await reply(first);
  await reply(first, 'To Sweden too.');
  server.advance(8 * MINUTE);
  await resolve(first);

  const { status, body } = await report();
  expect(status).toBe(200);
  expect(body).toMatchObject({ from: '2026-11-10', to: '2026-11-23', timeZone: 'UTC', botShare: 0 });
  expect(body.days).toHaveLength(14);
  expect(body.days.at(-1)).toEqual({
    date: '2026-11-23',
    conversations: 2,
    answeredByAgent: 1,
    answeredByBotAlone: 0,
    visitorMessages: 2,
    agentMessages: 2,
    botMessages: 0,
    firstResponse: { count: 1, medianSeconds: 120, p90Seconds: 120 },
    resolution: { count: 1, medianSeconds: 600, p90Seconds: 600 },
  });
  expect(body.days.at(-2)).toMatchObject({ date: '2026-11-22', conversations: 0, visitorMessages: 0 });
  expect(body.firstResponse).toEqual(body.days.at(-1).firstResponse);
});

test('[ANA1] the requested time zone determines the day of an event', async () => {
  const site = await server.addSite(owner);
  server.advance(13.5 * 60 * MINUTE);
  await renew();
  await visit(site.siteKey, 'Half past eleven in London');
  const day = async (timeZone: string) =>
    (await report(`?timeZone=${timeZone}&from=2026-11-23&to=2026-11-24`)).body.days.map((one: { conversations: number }) => one.conversations);
  expect(await day('UTC')).toEqual([1, 0]);
  expect(await day('Europe/Berlin')).toEqual([0, 1]);
  expect(await day('America/New_York')).toEqual([1, 0]);
});

test('[ANA4] agents see figures of their own sites only; another site is reported as not found', async () => {
  const [mine, other] = [await server.addSite(owner), await server.addSite(owner)];
  const agent = await server.addUser(owner, { email: 'anna@shop.example', siteIds: [mine._id] });
  await visit(mine.siteKey, 'Here');
  await visit(other.siteKey, 'There');
  await visit(other.siteKey, 'And there');
  const today = (answer: { body: { days: { conversations: number; visitorMessages: number }[] } }) => answer.body.days.at(-1)?.visitorMessages;
  expect(today(await report())).toBe(3);
  expect(today(await report(`?siteId=${other._id}`))).toBe(2);
  expect(today(await report('', agent))).toBe(1);
  for (const answer of [await report(`?siteId=${other._id}`, agent), await live(`?siteId=${other._id}`, agent)])
    expect(answer.body.error.code).toBe('NOT_FOUND');
  expect((await live('', agent)).body).toMatchObject({ conversationsToday: 1, visitorsOnline: 1, waiting: 1 });
  expect((await live()).body).toMatchObject({ conversationsToday: 3, visitorsOnline: 3, waiting: 3 });
});

test.each(['timeZone=Mars/Olympus', 'from=2026-11-24&to=2026-11-23', 'from=2020-01-01&to=2026-01-01', 'from=yesterday', 'unknown=1'])(
  '[ANA5] %s is VALIDATION with its reason',
  async (query) => {
    expect(await report(`?${query}`)).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION', details: [{ message: expect.any(String) }] } } });
  },
);

test('[ANA6] live counts show who is waiting, who is assigned, who is online, and how today compares with the week before', async () => {
  const site = await server.addSite(owner);
  const agent = await server.addUser(owner, { email: 'anna@shop.example', siteIds: [site._id] });
  await server.addUser(owner, { email: 'elsewhere@shop.example' });
  await server.call('POST', '/agents', { token: owner.token, body: { email: 'invited@shop.example', name: 'Ina', siteIds: [site._id] } });
  const before = await visit(site.siteKey, 'Last week');
  server.advance(5 * MINUTE);
  await reply(before);
  await resolve(before);
  server.advance(3 * DAY);
  await renew();

  const answered = await visit(site.siteKey, 'Today');
  server.advance(MINUTE);
  await reply(answered);
  await visit(site.siteKey, 'Waiting');
  server.advance(90_000);
  await server.openPanel((await server.signIn('anna@shop.example', agent.password)).token);

  expect((await live(`?siteId=${site._id}`)).body).toEqual({
    waiting: 1,
    oldestWaitingSeconds: 90,
    open: 1,
    assigned: 1,
    agentsOnline: 1,
    agentsTotal: 2,
    visitorsOnline: 3,
    conversationsToday: 2,
    botShareToday: 0,
    firstResponseTodaySeconds: 60,
    firstResponseLastWeekSeconds: 300,
  });
  expect((await live()).body.agentsTotal).toBe(3);
});

test('[ANA6] with nothing to count, live counts are zero and durations null', async () => {
  expect((await live('?timeZone=Europe/Berlin')).body).toEqual({
    waiting: 0,
    oldestWaitingSeconds: null,
    open: 0,
    assigned: 0,
    agentsOnline: 0,
    agentsTotal: 1,
    visitorsOnline: 0,
    conversationsToday: 0,
    botShareToday: null,
    firstResponseTodaySeconds: null,
    firstResponseLastWeekSeconds: null,
  });
});
