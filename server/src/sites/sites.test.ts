import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectVisitor, TestClient } from '../testing/test-client.ts';
import { startTestServer, type TestServer, type TestUser } from '../testing/test-server.ts';

let server: TestServer;
let owner: TestUser;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.setUpOwner();
});
afterEach(() => server.stop());

const NOBODY = 'f'.repeat(24);
const get = (id: string, by = owner) => server.call('GET', `/sites/${id}`, { token: by.token });
const patch = (id: string, body: object, by = owner) => server.call('PATCH', `/sites/${id}`, { token: by.token, body });
const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name);

test('[SITE1] a new site has its own key and the defaults of all settings', async () => {
  const answer = await server.call('POST', '/sites', {
    token: owner.token,
    body: { name: ' Shop ', domain: 'https://Shop.Example/start', allowedDomains: ['*.shop.example'] },
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    name: 'Shop',
    domain: 'shop.example',
    allowedDomains: ['*.shop.example'],
    userId: owner.user._id,
    isActive: true,
    widgetSeenAt: null,
    widgetSettings: { position: 'bottom-right', primaryColor: '#4F46E5', autoOpen: false },
    aiSettings: { enabled: true, fallbackToHuman: true, threshold: 0.75 },
  });
  expect(answer.body.siteKey).toMatch(/^sc_[\w-]{24}$/);
  expect((await server.addSite(owner)).siteKey).not.toBe(answer.body.siteKey);
  expect((await get(answer.body._id)).body).toEqual(answer.body);
});

test('[SITE4] the embed code names the site key and the public address', async () => {
  const { siteKey, embedCode } = await server.addSite(owner);
  expect(embedCode.split('\n')).toEqual([
    `<script>window.SupportChatConfig = { siteKey: "${siteKey}" };</script>`,
    `<script async src="${server.publicUrl}/widget.js"></script>`,
  ]);
});

test('[SITE6] settings are merged key by key, and unnamed ones stay unchanged', async () => {
  const site = await server.addSite(owner, { widgetSettings: { primaryColor: '#112233', autoOpen: true }, aiSettings: { threshold: 0.9 } });
  server.advance(1000);
  const updated = (await patch(site._id, { widgetSettings: { locale: 'de' }, aiSettings: { enabled: false } })).body;
  expect(updated).toEqual({
    ...site,
    widgetSettings: { ...site.widgetSettings, locale: 'de' },
    aiSettings: { enabled: false, fallbackToHuman: true, threshold: 0.9 },
    updatedAt: '2026-11-23T10:00:01.000Z',
  });
  const renamed = (await patch(site._id, { name: 'Store', domain: 'store.example', allowedDomains: [] })).body;
  expect(renamed).toMatchObject({ name: 'Store', domain: 'store.example', widgetSettings: updated.widgetSettings });
});

test('[SITE25] a three-digit color is stored with six digits', async () => {
  const site = await server.addSite(owner, { widgetSettings: { primaryColor: '#fF0' } });
  expect(site.widgetSettings.primaryColor).toBe('#ffFF00');
  expect((await patch(site._id, { widgetSettings: { primaryColor: '#08c' } })).body.widgetSettings.primaryColor).toBe('#0088cc');
});

test('[API2] invalid settings and unknown keys are rejected by name', async () => {
  const site = await server.addSite(owner);
  const paths = async (body: object) => (await patch(site._id, body)).body.error.details.map(({ path }: { path: string }) => path);
  expect(await paths({ widgetSettings: { primaryColor: 'red', autoOpenDelay: -1 } })).toEqual(['widgetSettings.primaryColor', 'widgetSettings.autoOpenDelay']);
  expect(await paths({ domain: 'not a domain' })).toEqual(['domain']);
  expect(await paths({ siteKey: 'sc_mine' })).toEqual(['']);
  const styles = await patch(site._id, { widgetSettings: { customCSS: 'javascript:alert(1)' } });
  expect(styles.body.error.details).toEqual([{ path: 'widgetSettings.customCSS', message: 'must be a path such as /chat.css or an https:// address' }]);
});

test('[SITE7] agents read their own sites and write none; other sites are not found', async () => {
  const mine = await server.addSite(owner, { name: 'Mine' });
  const other = await server.addSite(owner, { name: 'Other' });
  const agent = await server.addUser(owner, { email: 'anna@shop.example', siteIds: [mine._id] });
  const admin = await server.addUser(owner, { email: 'adam@shop.example', role: 'admin' });
  const list = async (by: TestUser, query = '') => names(await server.call('GET', `/sites${query}`, { token: by.token }));

  expect(await list(owner)).toEqual(['Mine', 'Other']);
  expect(await list(admin, '?search=OTH')).toEqual(['Other']);
  expect(await list(agent)).toEqual(['Mine']);
  expect((await get(mine._id, agent)).status).toBe(200);
  expect((await get(other._id, agent)).body.error.code).toBe('NOT_FOUND');
  for (const id of [NOBODY, 'nonsense']) expect((await get(id, agent)).body.error.code).toBe('NOT_FOUND');
  expect((await patch(mine._id, { name: 'x' }, agent)).body.error.code).toBe('FORBIDDEN');
  expect((await server.call('POST', '/sites', { token: agent.token, body: { name: 'x', domain: 'x.example' } })).body.error.code).toBe('FORBIDDEN');
  expect((await server.call('DELETE', `/sites/${mine._id}`, { token: agent.token })).body.error.code).toBe('FORBIDDEN');
  expect((await patch(mine._id, { name: 'Ours' }, admin)).body.name).toBe('Ours');
});

test('[SITE7] the list pages by cursor and respects its filters', async () => {
  for (const name of ['C', 'A', 'B']) await server.addSite(owner, { name });
  const first = await server.call('GET', '/sites?limit=2', { token: owner.token });
  const second = await server.call('GET', `/sites?limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`, { token: owner.token });
  expect([names(first), names(second), second.body.nextCursor]).toEqual([['A', 'B'], ['C'], null]);
  await patch(second.body.items[0]._id, { isActive: false });
  expect(names(await server.call('GET', '/sites?isActive=false', { token: owner.token }))).toEqual(['C']);
  expect(names(await server.call('GET', '/sites?isActive=true', { token: owner.token }))).toEqual(['A', 'B']);
});

test('[SITE3] deactivating a site notifies its widgets of the reason and disconnects them immediately, and no one else', async () => {
  const [site, other] = [await server.addSite(owner), await server.addSite(owner)];
  const visitor = await connectVisitor(server.url, { siteKey: site.siteKey });
  const neighbour = await connectVisitor(server.url, { siteKey: other.siteKey });
  await patch(site._id, { isActive: false });
  expect(await visitor.client.receives('error')).toMatchObject({ code: 'SITE_INVALID' });
  await visitor.client.disconnected();
  expect(neighbour.client.socket.connected).toBe(true);

  await expect(connectVisitor(server.url, { siteKey: site.siteKey })).rejects.toThrow('SITE_INVALID');
  await patch(site._id, { isActive: true });
  const again = await connectVisitor(server.url, { siteKey: site.siteKey });
  for (const { client } of [again, neighbour]) client.close();
});

test('[SITE2] a socket’s Origin must match the site’s domains, over WebSocket and polling alike', async () => {
  const site = await server.addSite(owner);
  for (const transport of ['websocket', 'polling']) {
    const join = (origin: string) => connectVisitor(server.url, { siteKey: site.siteKey }, { transports: [transport], extraHeaders: { Origin: origin } });
    await expect(join('https://evil.example')).rejects.toThrow('ORIGIN_NOT_ALLOWED');
    (await join('https://www.shop.example')).client.close();
  }
});

test('[SITE9] removing a site disconnects its widgets and leaves nothing of it', async () => {
  const site = await server.addSite(owner);
  const agent = await server.addUser(owner, { email: 'anna@shop.example', siteIds: [site._id] });
  const visitor = await connectVisitor(server.url, { siteKey: site.siteKey });
  await visitor.send('Hello');
  const faq = await server.call('POST', '/faqs', { token: owner.token, body: { siteId: site._id, question: 'Where?', answer: 'Here.' } });
  expect((await server.call('DELETE', `/sites/${site._id}`, { token: owner.token })).status).toBe(204);
  await visitor.client.disconnected();
  expect((await get(site._id)).status).toBe(404);
  expect((await server.call('GET', `/faqs/${faq.body._id}`, { token: owner.token })).status).toBe(404);
  expect((await server.call('GET', `/conversations/${visitor.conversationId}`, { token: owner.token })).status).toBe(404);
  expect((await server.call('GET', `/agents/${agent.user._id}`, { token: owner.token })).body.siteIds).toEqual([]);
  expect((await server.call('DELETE', `/sites/${site._id}`, { token: owner.token })).body.error.code).toBe('NOT_FOUND');
  const late = new TestClient(`${server.url}/widget`);
  await late.connected();
  expect(await late.ask('join-conversation', { siteKey: site.siteKey })).toMatchObject({ ok: false, error: { code: 'SITE_INVALID' } });
  late.close();
});
