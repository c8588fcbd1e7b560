import type { OutboxItem } from '@supportchat/delivery/outbox';
import type { Message, ThreadEntry } from '@supportchat/protocol';
import { describe, expect, it } from 'vitest';
import { buildThread, type ThreadItem } from './build-thread.ts';

const at = (minute: number) => new Date(Date.UTC(2025, 9, 12, 12, minute)).toISOString();
const message = (seq: number, minute: number, more: Partial<Message> = {}): Message => ({
  _id: `m${seq}`,
  conversationId: 'c',
  seq,
  clientMessageId: null,
  senderType: 'visitor',
  senderId: 'v',
  senderName: 'Maya',
  content: '',
  messageType: 'text',
  isRead: false,
  readAt: null,
  answer: null,
  createdAt: at(minute),
  ...more,
});
const activity = (id: string, minute: number) => ({ _id: id, conversationId: 'c', kind: 'resolved', at: at(minute) }) as ThreadEntry;
const unsent = (id: string): OutboxItem => ({ clientMessageId: id, conversationId: 'c', content: 'x', order: 1, createdAt: at(50) });
const build = (more: Partial<Parameters<typeof buildThread>[0]>) =>
  buildThread({ messages: [], activity: [], unsent: [], unreadAfter: null, hasOlder: false, myId: 'me', ...more });
const shape = (items: ThreadItem[]) =>
  items.map((item) =>
    item.kind === 'message'
      ? `${item.message._id}${item.startsGroup ? '*' : ''}`
      : item.kind === 'unsent'
        ? `unsent ${item.key}`
        : item.kind === 'entry'
          ? item.key
          : item.kind,
  );

describe('a thread as it is drawn', () => {
  it('groups messages of one sender within five minutes', () => {
    expect(shape(build({ messages: [message(1, 0), message(2, 1), message(3, 7), message(4, 8, { senderType: 'agent', senderId: 'me' })] }))).toEqual([
      'day',
      'm1*',
      'm2',
      'm3*',
      'm4*',
    ]);
  });

  it('names each automatic answer, as each has its own source', () => {
    const bot = { senderType: 'bot', senderId: 'bot' } as const;
    expect(shape(build({ messages: [message(1, 0, bot), message(2, 0, bot)] }))).toEqual(['day', 'm1*', 'm2*']);
  });

  it('places activity between the messages, by time', () => {
    expect(shape(build({ messages: [message(1, 0), message(2, 2)], activity: [activity('a', 1), activity('b', 3)] }))).toEqual(['day', 'm1*', 'a', 'm2*', 'b']);
  });

  it('hides activity before the oldest loaded message while there is more history', () => {
    expect(shape(build({ messages: [message(9, 5)], activity: [activity('a', 1)], hasOlder: true }))).toEqual(['day', 'm9*']);
  });

  it('draws the unread line once, before the first unread message of the visitor', () => {
    const messages = [message(1, 0), message(2, 0, { senderType: 'agent', senderId: 'me' }), message(3, 1), message(4, 1)];
    expect(shape(build({ messages, unreadAfter: 1 }))).toEqual(['day', 'm1*', 'm2*', 'unread', 'm3*', 'm4']);
  });

  it('starts a new day with its own line', () => {
    const next = message(2, 0, { createdAt: new Date(Date.UTC(2025, 9, 14, 12)).toISOString() });
    expect(shape(build({ messages: [message(1, 0), next] }))).toEqual(['day', 'm1*', 'day', 'm2*']);
  });

  it('draws unsent messages last, except those that the server has already stored', () => {
    const messages = [message(1, 0, { clientMessageId: 'one', senderType: 'agent', senderId: 'me' })];
    expect(shape(build({ messages, unsent: [unsent('one'), unsent('two')] }))).toEqual(['day', 'm1*', 'unsent two']);
  });

  it('shows once that messages are waiting, under the last of them, and under each rejected one that it was rejected', () => {
    const refused = { ...unsent('b'), isRefused: true, failure: { message: 'closed', requestId: '' } };
    const items = build({ unsent: [unsent('a'), refused, unsent('c'), unsent('d')] });
    expect(items.flatMap((item) => (item.kind === 'unsent' && item.showsState ? item.key : []))).toEqual(['b', 'd']);
  });

  it('gives every item a unique key', () => {
    const items = build({ messages: [message(1, 0), message(2, 1)], activity: [activity('a', 1)], unsent: [unsent('two')], unreadAfter: 1 });
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });
});
