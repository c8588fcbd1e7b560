import type { Message, Site } from '@supportchat/protocol';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { connectAgent } from '../../../server/src/testing/test-client.ts';
import { startTestServer, type TestServer, type TestUser } from '../../../server/src/testing/test-server.ts';
import { openStorage } from '../storage.ts';
import { createChat } from './chat.ts';

/** The chat against the real server over real sockets; only the browser's window is happy-dom's. */
let server: TestServer;
let owner: TestUser;
let site: Site;
let chats: ReturnType<typeof createChat>[] = [];
let received: Message[] = [];

beforeAll(async () => {
  // The test itself talks to the server from this window, too.
  (window as unknown as { happyDOM: { settings: { fetch: { disableSameOriginPolicy: boolean } } } }).happyDOM.settings.fetch.disableSameOriginPolicy = true;
  server = await startTestServer();
  owner = await server.setUpOwner();
});
afterAll(() => server.stop());
beforeEach(async () => {
  localStorage.clear();
  received = [];
  site = await server.addSite(owner);
});
afterEach(() => {
  for (const chat of chats) chat.destroy();
  chats = [];
});

function openChat() {
  const origin = { extraHeaders: { origin: 'https://shop.example' } };
  const loadSocket = async () => ({ io: ((url: string, options: object) => io(url, { ...options, ...origin })) as typeof io });
  const chat = createChat({ origin: server.url, siteKey: site.siteKey, storage: openStorage(), loadSocket, onMessage: (message) => received.push(message) });
  chats.push(chat);
  return chat;
}
type Chat = ReturnType<typeof openChat>;

const contents = (chat: Chat) => chat.state().timeline.messages.map(({ content }) => content);
const stored = async (chat: Chat) => (await server.store.messages.list(chat.state().conversation?._id ?? '', { limit: 100 })).messages;
const live = async (chat: Chat) => {
  await expect.poll(() => chat.state().live && !chat.state().outbox.length).toBeTruthy();
};
/** What the network does when it goes away and comes back. */
const cutAndReturn = () => {
  dispatchEvent(new Event('pagehide'));
  return () => dispatchEvent(new Event('pageshow'));
};

async function agentSays(chat: Chat, ...texts: string[]) {
  for (const content of texts)
    await server.call('POST', `/conversations/${chat.state().conversation?._id}/messages`, { token: owner.token, body: { content } });
}

test('before it is started, nothing is requested or stored', async () => {
  const chat = openChat();
  chat.visitPage();
  expect(chat.state()).toMatchObject({ started: false, live: false });
  expect(localStorage.length).toBe(0);
});

test('[MSG12] what is sent before there is a connection is shown immediately and stored in order', async () => {
  const chat = openChat();
  for (const text of ['one', 'two', 'three']) chat.send(text);
  expect(chat.state().outbox.map(({ content }) => content)).toEqual(['one', 'two', 'three']);
  await live(chat);
  expect(contents(chat)).toEqual(['one', 'two', 'three']);
  expect((await stored(chat)).map(({ seq, content }) => [seq, content])).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
  ]);
});

test('[MSG12] what one page left unsent, the next one sends, once', async () => {
  const first = openChat();
  first.send('before');
  await live(first);
  cutAndReturn();
  first.send('left behind');
  first.destroy();
  const next = openChat();
  next.start();
  await live(next);
  expect(contents(next)).toEqual(['before', 'left behind']);
  expect(localStorage.getItem('sc_visitor_id')).toBe((await stored(next))[0]?.senderId);
});

test('[MSG3] a message whose ack was lost is resent and appears once', async () => {
  const chat = openChat();
  chat.send('hello');
  await live(chat);
  const [message] = await stored(chat);
  const key = `sc_outbox:${site.siteKey}:${message?.clientMessageId}`;
  localStorage.setItem(
    key,
    JSON.stringify({ clientMessageId: message?.clientMessageId, content: 'hello', order: 1, createdAt: '', conversationId: message?.conversationId }),
  );
  dispatchEvent(new StorageEvent('storage', { key: null }));
  await expect.poll(() => !localStorage.getItem(key)).toBeTruthy();
  expect((await stored(chat)).map(({ _id }) => _id)).toEqual([message?._id]);
  expect(contents(chat)).toEqual(['hello']);
});

test('[INST1] an update that arrives after a newer one does not undo it', async () => {
  const chat = openChat();
  chat.send('hello');
  await live(chat);
  const conversation = chat.state().conversation;
  const tell = (change: object) => server.io.of('/widget').emit('conversation-update', { ...conversation, ...change });
  tell({ status: 'resolved', revision: 2 });
  tell({ status: 'assigned', revision: 1 });
  tell({ agentReadSeq: 1, revision: 2, status: 'resolved' });
  await expect.poll(() => chat.state().conversation?.agentReadSeq === 1).toBeTruthy();
  expect(chat.state().conversation).toMatchObject({ status: 'resolved', revision: 2 });
});

test('[MSG6] what was said while the connection was down appears afterwards, and is announced', async () => {
  const chat = openChat();
  chat.send('hello');
  await live(chat);
  const comeBack = cutAndReturn();
  await expect.poll(() => !chat.state().live).toBeTruthy();
  const texts = Array.from({ length: 120 }, (_, at) => `while away ${at}`);
  await agentSays(chat, ...texts);
  expect(contents(chat)).toEqual(['hello']);
  comeBack();
  await expect.poll(() => contents(chat).length === 121).toBeTruthy();
  expect(contents(chat)).toEqual(['hello', ...texts]);
  expect(received).toHaveLength(120);
  expect(chat.unread()).toHaveLength(120);
});

test('[MSG14] read in one tab is read in the other', async () => {
  const [left, right] = [openChat(), openChat()];
  left.send('hello');
  await live(left);
  right.start();
  await live(right);
  await agentSays(left, 'hi');
  await expect.poll(() => left.unread().length === 1 && right.unread().length === 1).toBeTruthy();
  left.markRead();
  await expect.poll(() => right.unread().length === 0).toBeTruthy();
  expect(contents(right)).toEqual(['hello', 'hi']);
});

test('[MSG20] a server restored from a backup receives the messages again that it has lost', async () => {
  const chat = openChat();
  chat.send('kept');
  await live(chat);
  const comeBack = cutAndReturn();
  const { timeline, conversation } = chat.state();
  const lost: Message = {
    ...(timeline.messages[0] as Message),
    _id: 'ffffffffffffffffffffffff',
    seq: 2,
    clientMessageId: 'lost-1',
    content: 'lost by the server',
  };
  // As if it had been stored and delivered before the backup was restored.
  Object.assign(timeline, { messages: [...timeline.messages, lost], head: 2 });
  comeBack();
  await live(chat);
  await expect.poll(async () => (await stored(chat)).length === 2).toBeTruthy();
  expect((await stored(chat)).map(({ content, clientMessageId }) => [content, clientMessageId])).toEqual([
    ['kept', timeline.messages[0]?.clientMessageId],
    ['lost by the server', 'lost-1'],
  ]);
  expect(conversation?._id).toBe(chat.state().conversation?._id);
});

test('after a closed conversation, the next message starts a new one', async () => {
  const chat = openChat();
  chat.send('old');
  await live(chat);
  const { _id } = chat.state().conversation ?? { _id: '' };
  await server.call('PATCH', `/conversations/${_id}`, { token: owner.token, body: { status: 'closed' } });
  await expect.poll(() => chat.state().conversation?.status === 'closed').toBeTruthy();
  chat.send('new');
  await expect.poll(() => chat.state().live && contents(chat).join() === 'new').toBeTruthy();
  expect(chat.state().conversation?._id).not.toBe(_id);
});

test('a rejected message says so and does not hold up the next; Retry and Delete are up to the visitor', async () => {
  const chat = openChat();
  chat.send('\u0001');
  chat.send('fine');
  await expect.poll(() => contents(chat).join() === 'fine' && chat.state().outbox[0]?.isRefused).toBeTruthy();
  chat.remove([chat.state().outbox[0]?.clientMessageId ?? '']);
  expect(chat.state().outbox).toEqual([]);
});

test('a deactivated site is reported once; when it is active again, Retry sends', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  await server.call('PATCH', `/sites/${site._id}`, { token: owner.token, body: { isActive: false } });
  const chat = openChat();
  chat.send('anybody?');
  await expect.poll(() => chat.state().refused && chat.state().outbox[0]?.isRefused).toBeTruthy();
  expect(warn).toHaveBeenCalledTimes(1);
  await server.call('PATCH', `/sites/${site._id}`, { token: owner.token, body: { isActive: true } });
  chat.retry([chat.state().outbox[0]?.clientMessageId ?? '']);
  await expect.poll(() => contents(chat).join() === 'anybody?').toBeTruthy();
  warn.mockRestore();
});

test('[WID16] unread messages are counted exactly, including those that are not loaded, and older ones come in pages', async () => {
  const chat = openChat();
  chat.send('hello');
  await live(chat);
  const comeBack = cutAndReturn();
  chat.destroy();
  comeBack();
  await agentSays(chat, ...Array.from({ length: 70 }, (_, at) => `away ${at}`));
  const next = openChat();
  next.start();
  await live(next);
  expect(next.unread()).toHaveLength(30);
  expect(next.unreadCount()).toBe(70);
  await next.loadOlder();
  expect(next.state().timeline.messages).toHaveLength(60);
  expect(next.unreadCount()).toBe(70);
  await next.loadOlder();
  expect([next.state().timeline.messages.length, next.unreadCount()]).toEqual([71, 70]);
  next.markRead();
  expect(next.unreadCount()).toBe(0);
});

test('[WID2] earlier messages stay when a closed conversation continues in a new one, and are there after a reload', async () => {
  const chat = openChat();
  chat.send('the old question');
  await live(chat);
  await server.call('PATCH', `/conversations/${chat.state().conversation?._id}`, { token: owner.token, body: { status: 'closed' } });
  await expect.poll(() => chat.state().conversation?.status === 'closed').toBeTruthy();
  chat.send('a new one');
  await expect.poll(() => contents(chat).includes('a new one')).toBeTruthy();
  const earlier = (each: Chat) => each.state().earlier.map(({ messages }) => messages.map(({ content }) => content));
  expect([earlier(chat), contents(chat)]).toEqual([[['the old question']], ['a new one']]);
  chat.destroy();
  const next = openChat();
  next.start();
  await live(next);
  expect(next.state().hasEarlier).toBe(true);
  await next.loadOlder();
  expect([earlier(next), contents(next)]).toEqual([[['the old question']], ['a new one']]);
  await next.loadOlder();
  expect([earlier(next).length, next.state().hasEarlier]).toEqual([1, false]);
});

test('[WID4] the difference between this clock and the server’s is known from the join on', async () => {
  const chat = openChat();
  // The server's clock stands still; this one is a day ahead of it.
  const ahead = vi.spyOn(Date, 'now').mockReturnValue(server.clock().getTime() + 86_400_000);
  chat.send('hello');
  await live(chat);
  expect(Math.round(chat.state().clockAhead / 3_600_000)).toBe(24);
  ahead.mockRestore();
});

test('[WID18] an agent who was typing in a closed conversation is not shown as typing in the next one', async () => {
  const chat = openChat();
  chat.send('hello');
  await live(chat);
  const first = chat.state().conversation?._id ?? '';
  const ada = await connectAgent(server.url, owner.token);
  await ada.ask('join-conversation', { conversationId: first });
  await ada.ask('typing', { conversationId: first, isTyping: true });
  await expect.poll(() => chat.state().typing).toBeTruthy();
  await server.call('PATCH', `/conversations/${first}`, { token: owner.token, body: { status: 'closed' } });
  await expect.poll(() => chat.state().conversation?.status === 'closed').toBeTruthy();
  expect(chat.state().typing).toBe('');
  chat.send('again');
  await expect.poll(() => chat.state().conversation?._id !== first).toBeTruthy();
  await live(chat);
  expect(chat.state().typing).toBe('');
  ada.close();
});

test("[VIS7] the page's address is sent without its secrets", async () => {
  const before = location.href;
  history.pushState(null, '', '/a?token=t1&page=2#top');
  const chat = openChat();
  chat.send('hello');
  await live(chat);
  expect(chat.state().conversation?.currentPage).toMatch(/\/a\?token=&page=2$/);
  history.pushState(null, '', '/b?code=c1');
  chat.visitPage();
  const stored = () => server.store.conversations.get(chat.state().conversation?._id ?? '');
  await expect.poll(async () => (await stored())?.currentPage.endsWith('/b?code=')).toBeTruthy();
  history.pushState(null, '', before);
});
