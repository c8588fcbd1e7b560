import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
let anna: TestUser;
let bert: TestUser;
let cleo: TestUser;
const sites: string[] = [];
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.setUpOwner();
  sites.length = 0;
  for (const name of ['One', 'Two', 'Three']) {
    sites.push((await server.call('POST', '/sites', { token: owner.token, body: { name, domain: `${name}.example` } })).body._id);
  }
  const [one = '', two = '', three = ''] = sites;
  anna = await server.addUser(owner, { email: 'anna@shop.example', siteIds: [one] });
  bert = await server.addUser(owner, { email: 'bert@shop.example', siteIds: [one, two] });
  cleo = await server.addUser(owner, { email: 'cleo@shop.example', siteIds: [three] });
});
afterEach(() => server.stop());

const list = (by: TestUser, query = '') => server.call('GET', `/agents${query}`, { token: by.token });
const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name);

test('[AUTH15] owners and admins see all agents; the list pages by cursor', async () => {
  expect(names(await list(owner))).toEqual(['Olga Owner', 'anna', 'bert', 'cleo'].toSorted((a, b) => a.localeCompare(b, 'en')));
  const first = await list(owner, '?limit=3');
  const second = await list(owner, `?limit=3&cursor=${encodeURIComponent(first.body.nextCursor)}`);
  expect([...names(first), ...names(second)]).toEqual(names(await list(owner)));
  expect(second.body.nextCursor).toBeNull();
  expect(names(await list(owner, '?search=ANN'))).toEqual(['anna']);
  expect(names(await list(owner, `?siteId=${sites[2]}`)).toSorted()).toEqual(['Olga Owner', 'cleo']);
});

test('[AUTH15] agents see who works on their sites, page by page', async () => {
  expect(names(await list(anna)).toSorted()).toEqual(['Olga Owner', 'anna', 'bert']);
  expect(names(await list(cleo)).toSorted()).toEqual(['Olga Owner', 'cleo']);
  const first = await list(anna, '?limit=2');
  const second = await list(anna, `?limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`);
  expect([names(first).length, names(second).length]).toEqual([2, 1]);
  expect((await list(anna, `?siteId=${sites[2]}`)).body.error.code).toBe('NOT_FOUND');
});

test("[AUTH15] agents see neither a colleague's other sites nor when they were last seen", async () => {
  const seen = (await server.call('GET', `/agents/${bert.user._id}`, { token: anna.token })).body;
  expect(seen).toMatchObject({ name: 'bert', role: 'agent', siteIds: [sites[0]], lastSeenAt: null });
  const own = (await server.call('GET', `/agents/${bert.user._id}`, { token: bert.token })).body;
  expect(own).toMatchObject({ siteIds: [sites[0], sites[1]], lastSeenAt: '2026-11-23T10:00:00.000Z' });
  expect((await server.call('GET', `/agents/${cleo.user._id}`, { token: anna.token })).body.error.code).toBe('NOT_FOUND');
});

test('[AUTH15] an agent with a connected panel is online', async () => {
  const panel = await server.openPanel(anna.token);
  const online = async () => (await list(owner)).body.items.filter((agent: { online: boolean }) => agent.online).map(({ name }: { name: string }) => name);
  expect(await online()).toEqual(['anna']);
  panel.close();
  await expect.poll(online).toEqual([]);
});
