import { type Client, CONVERSATION, deliveryRules } from '@supportchat/delivery/testing/delivery-rules';
import { createFakeBrowser, createFakeClock, type FakeBrowser, type FakeClock, type Tab } from '@supportchat/delivery/testing/fake-browser';
import { createFakeServer, type FakeServer } from '@supportchat/delivery/testing/fake-server';
import type { MessageStored } from '@supportchat/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, offlineError } from '../http/api-error.ts';
import { createAgentOutbox } from './outbox.ts';

/** As `live/socket.ts` does it: the result, or an `ApiError` is thrown. */
async function request(server: FakeServer, message: Parameters<FakeServer['ask']>[0], tab: Tab): Promise<MessageStored> {
  const reply = await server.ask(message, tab.isAlive);
  if (reply.ok) return reply;
  const { message: text, retryable = false, ...rest } = reply.error;
  throw new ApiError({ code: retryable ? 'RATE_LIMITED' : 'CONVERSATION_CLOSED', message: text, retryable, ...rest });
}

deliveryRules('MSG13', (tab, server): Client => {
  let isOnline = true;
  const outbox = createAgentOutbox({
    ports: tab,
    userId: 'ada',
    isConnected: () => isOnline,
    send: (message) => request(server, message, tab),
    onStored: () => {},
  });
  return {
    write: (content) => outbox.add(CONVERSATION, content),
    unsent: outbox.items,
    retry: outbox.retry,
    remove: outbox.remove,
    connected() {
      isOnline = true;
      outbox.wake();
    },
    disconnected() {
      isOnline = false;
    },
    storageChanged: outbox.reload,
  };
});

describe('the outbox of an agent', () => {
  let clock: FakeClock;
  let browser: FakeBrowser;
  let server: FakeServer;
  beforeEach(() => {
    clock = createFakeClock();
    browser = createFakeBrowser(clock);
    server = createFakeServer(clock);
  });
  const open = ({ tab = browser.openTab(), send = (message: Parameters<FakeServer['ask']>[0]) => request(server, message, tab), onStored = () => {} } = {}) =>
    createAgentOutbox({ ports: tab, userId: 'ada', isConnected: () => true, send, onStored });

  it('a conversation that must wait does not hold up the others', async () => {
    server.fate = ({ conversationId }) => (conversationId === 'c1' ? 'busy' : 'stored');
    const outbox = open();
    outbox.add('c1', 'one');
    outbox.add('c2', 'other');
    await clock.advance(1000);
    expect(server.contents('c2')).toEqual(['other']);
    expect(outbox.items().map(({ content }) => content)).toEqual(['one']);
  });

  it('a new message does not shorten the wait that the server asked for', async () => {
    server.fate = () => 'busy';
    server.retryAfterMs = 20_000;
    const outbox = open();
    outbox.add('c1', 'one');
    await clock.advance(1000);
    outbox.add('c1', 'two');
    outbox.reload();
    await clock.advance(18_000);
    expect(server.packets).toHaveLength(1);
  });

  it('shows why a message was rejected, with the request id only of a failure of the server', async () => {
    const codes = ['CONVERSATION_CLOSED', 'INTERNAL'] as const;
    const outbox = open({
      send: () => Promise.reject(new ApiError({ code: codes[outbox.items().length - 1] ?? 'INTERNAL', message: 'No.', requestId: 'r1' })),
    });
    outbox.add('c1', 'one');
    await clock.advance(1000);
    outbox.add('c1', 'two');
    await clock.advance(1000);
    expect(outbox.items().map(({ failure }) => failure)).toMatchObject([
      { message: 'No.', requestId: '' },
      { message: 'No.', requestId: 'r1' },
    ]);
  });

  it.each([
    ['the session must be renewed', new ApiError({ code: 'UNAUTHENTICATED', message: 'Sign in.' })],
    ['there is no connection', offlineError()],
    ['our own code failed', new Error('a mistake')],
  ])('keeps trying while %s', async (_why, error) => {
    const send = vi.fn(() => Promise.reject(error));
    const outbox = open({ send });
    outbox.add('c1', 'one');
    await clock.advance(10_000);
    expect(send.mock.calls.length).toBeGreaterThan(2);
    expect(outbox.items()[0]?.isRefused).toBeUndefined();
  });

  it('after it was closed, an answer changes nothing, and nothing more is sent', async () => {
    const onStored = vi.fn();
    const outbox = open({ onStored });
    outbox.add('c1', 'one');
    outbox.stop();
    await clock.advance(60_000);
    expect(onStored).not.toHaveBeenCalled();
    expect(server.packets).toHaveLength(1);
    expect(outbox.items()).toHaveLength(1);
  });

  it('follows what another tab changed and ignores what is not a message', () => {
    const outbox = open();
    const notified = vi.fn();
    outbox.subscribe(notified);
    browser.stored.set('sc_outbox:ada:x', 'not json');
    browser.stored.set('sc_outbox:bob:z', JSON.stringify({ clientMessageId: 'z', conversationId: 'c1', content: 'of another user', order: 1, createdAt: '' }));
    browser.stored.set(
      'sc_outbox:ada:y',
      JSON.stringify({ clientMessageId: 'y', conversationId: 'c1', content: 'from the other tab', order: 1, createdAt: '' }),
    );
    outbox.reload();
    expect(outbox.items().map(({ content }) => content)).toEqual(['from the other tab']);
    expect(notified).toHaveBeenCalled();
  });

  it('[MSG13] what version 0.1 left unsent is sent, and shown until then', async () => {
    browser.stored.set(
      'sc_outbox:ada:p1',
      '{"clientMessageId":"p1","conversationId":"c1","content":"old","order":1,"queuedAt":"2026-11-01T10:00:00.000Z","failure":null}',
    );
    const outbox = open();
    expect(outbox.items()).toMatchObject([{ content: 'old', createdAt: '2026-11-01T10:00:00.000Z' }]);
    outbox.wake();
    await clock.advance(1000);
    expect(server.stored).toMatchObject([{ clientMessageId: 'p1', content: 'old' }]);
    expect(browser.stored.size).toBe(0);
  });
});
