import type { OutboxItem } from '@supportchat/delivery/outbox';
import { startTimeline } from '@supportchat/delivery/timeline';
import type { Message, VisitorConversation } from '@supportchat/protocol';
import { expect, test } from 'vitest';
import { type ChatState, IDLE } from '../chat/chat-state.ts';
import { buildRows, type MessageRow, type RowsOptions } from './rows.ts';

const at = (minute: number, day = 10) => new Date(2026, 10, day, 10, minute).toISOString();
const now = new Date(2026, 10, 10, 12);

const message = (seq: number, senderType: Message['senderType'], extra: Partial<Message> = {}): Message => ({
  _id: `m${seq}`,
  conversationId: 'c',
  seq,
  clientMessageId: senderType === 'visitor' ? `own${seq}` : null,
  senderType,
  senderId: senderType === 'agent' ? 'ada' : senderType,
  senderName: senderType === 'agent' ? 'Ada' : 'Northwind',
  content: `text ${seq}`,
  messageType: 'text',
  isRead: false,
  readAt: null,
  answer: null,
  createdAt: at(seq),
  ...extra,
});
const conversation = (extra: Partial<VisitorConversation> = {}): VisitorConversation => ({
  _id: 'c',
  visitorId: 'v',
  visitorName: '',
  visitorEmail: '',
  currentPage: '',
  lastMessageAt: null,
  updatedAt: at(0),
  status: 'open',
  agentName: null,
  lastSeq: 0,
  agentReadSeq: 0,
  visitorReadSeq: 0,
  agentReadAt: null,
  humanRequestedAt: null,
  revision: 0,
  createdAt: at(0),
  ...extra,
});
const answer = (helpful: boolean | null) => ({ faqId: 'f', question: 'q', probability: 0.9, helpful });
const unsent = (id: string, extra: Partial<OutboxItem> = {}): OutboxItem => ({ clientMessageId: id, content: id, order: 1, createdAt: at(50), ...extra });

function rows(
  messages: Message[],
  { state, ...options }: { state?: Partial<ChatState> } & Partial<Omit<RowsOptions, 'state' | 'isQuiet'>> & { isQuiet?: boolean } = {},
  hasMore = false,
) {
  const timeline = startTimeline('c', { messages, hasMore });
  return buildRows({
    state: { ...IDLE, conversation: conversation(), timeline, ...state },
    unreadAfter: undefined,
    awaitsHistory: false,
    isQuiet: true,
    now,
    ...options,
  });
}
const messageRows = (all: ReturnType<typeof buildRows>) => all.filter((row): row is MessageRow => row.kind === 'message');
const kinds = (all: ReturnType<typeof buildRows>) => all.map(({ kind }) => kind);

test('an empty chat starts with the welcome; a loading history with a skeleton', () => {
  expect(kinds(rows([]))).toEqual(['welcome']);
  expect(kinds(rows([], { awaitsHistory: true }))).toEqual(['skeleton']);
  expect(kinds(rows([], { awaitsHistory: true, state: { outbox: [unsent('a')] } }))).toEqual(['welcome', 'message']);
});

test('loading older messages is offered at the top until all of them are there', () => {
  const page = Array.from({ length: 31 }, (_, index) => message(index + 1, 'agent'));
  expect(kinds(rows(page, {}, true)).slice(0, 2)).toEqual(['older', 'message']);
  expect(kinds(rows(page)).slice(0, 2)).toEqual(['welcome', 'message']);
  expect(kinds(rows(page, { state: { hasEarlier: true } }))[0]).toBe('older');
});

test('messages of one sender within five minutes are grouped', () => {
  const list = messageRows(
    rows([message(1, 'agent'), message(2, 'agent'), message(3, 'agent', { createdAt: at(9) }), message(10, 'visitor'), message(11, 'agent')]),
  );
  expect(list.map(({ first, last }) => `${first ? 'first ' : ''}${last ? 'last' : ''}`.trim())).toEqual([
    'first',
    'last',
    'first last',
    'first last',
    'first last',
  ]);
});

test('two agents are two groups, and each joins once', () => {
  const bea = { senderId: 'bea', senderName: 'Bea' };
  const list = messageRows(rows([message(1, 'agent'), message(2, 'agent', bea), message(3, 'agent'), message(4, 'bot')]));
  expect(list.map(({ senderName, hasJoined, first }) => [senderName, hasJoined, first])).toEqual([
    ['Ada', true, true],
    ['Bea', true, true],
    ['Ada', false, true],
    ['Northwind', false, true],
  ]);
  expect(messageRows(rows([message(31, 'agent')], {}, true))[0]?.hasJoined).toBe(false);
});

test('a new day is named; today at the top is not', () => {
  expect(kinds(rows([message(1, 'agent', { createdAt: at(1, 9) }), message(2, 'agent'), message(3, 'agent')]))).toEqual([
    'welcome',
    'day',
    'message',
    'day',
    'message',
    'message',
  ]);
  expect(kinds(rows([message(1, 'agent')]))).toEqual(['welcome', 'message']);
});

test('the divider appears once, before the first message that the visitor has not seen', () => {
  const all = rows([message(1, 'agent'), message(2, 'visitor'), message(3, 'agent'), message(4, 'agent')], { unreadAfter: 1 });
  expect(kinds(all)).toEqual(['welcome', 'message', 'message', 'unread', 'message', 'message']);
  expect(kinds(rows([message(1, 'agent')], { unreadAfter: 1 }))).not.toContain('unread');
});

test('the last own message says Sent, the last one that was read says Read and when', () => {
  const read = conversation({ agentReadSeq: 3, agentReadAt: at(5) });
  const list = messageRows(rows([message(1, 'visitor'), message(2, 'visitor'), message(3, 'agent'), message(4, 'visitor')], { state: { conversation: read } }));
  expect(list.map(({ state, readAt }) => [state, readAt])).toEqual([
    ['', null],
    ['read', at(5)],
    ['', null],
    ['sent', null],
  ]);
  const all = messageRows(rows([message(1, 'visitor')], { state: { conversation: read } }));
  expect(all[0]?.state).toBe('read');
});

test('[MSG12] unsent messages come last, with the key they keep once stored', () => {
  const state = { outbox: [unsent('a'), unsent('b', { conversationId: 'c' }), unsent('c', { isRefused: true })], late: ['b', 'c'] };
  const list = messageRows(rows([message(1, 'visitor')], { state }));
  expect(list.map(({ key, state }) => [key, state])).toEqual([
    ['own1', ''],
    ['a', 'sending'],
    ['b', 'late'],
    ['c', 'failed'],
  ]);
  expect(messageRows(rows([], { state: { outbox: [unsent('a'), unsent('b')] } })).map(({ state }) => state)).toEqual(['', 'sending']);
});

test('[WID3] messages that wait alike share one line, under the last of them', () => {
  const outbox = ['a', 'b', 'c'].map((id) => unsent(id));
  const list = messageRows(rows([], { state: { outbox, late: ['a', 'b', 'c'] } }));
  expect(list.map(({ state, unsent }) => [state, unsent])).toEqual([
    ['', []],
    ['', []],
    ['late', ['a', 'b', 'c']],
  ]);
});

test('[WID4] an unsent message appears on the day of its neighbours, whatever the clock of the device says', () => {
  const state = { outbox: [unsent('a', { createdAt: at(50, 12) })], clockAhead: 2 * 86_400_000 };
  expect(kinds(rows([message(1, 'visitor')], { state }))).toEqual(['welcome', 'message', 'message']);
});

test('[WID2] an earlier conversation appears above a divider, without states and questions', () => {
  const before = { ...startTimeline('b', { messages: [message(1, 'visitor'), message(2, 'bot', { answer: answer(null) })], hasMore: false }), head: 2 };
  const all = rows([message(1, 'visitor', { _id: 'n1', clientMessageId: 'n1' })], { state: { earlier: [before] } });
  expect(kinds(all)).toEqual(['message', 'message', 'earlier', 'message', 'notified']);
  expect(messageRows(all).map(({ state, rated }) => [state, rated])).toEqual([
    ['', undefined],
    ['', undefined],
    ['sent', undefined],
  ]);
  expect(kinds(rows([], { state: { earlier: [before] } }))).toEqual(['message', 'message', 'earlier', 'welcome']);
  expect(kinds(rows([], { state: { earlier: [{ ...before, hasOlder: true }] } }))[0]).toBe('older');
});

test('[WID5] "Did this help?" is asked until an agent has joined', () => {
  const asked = message(2, 'bot', { answer: answer(null) });
  const rated = (all: ReturnType<typeof buildRows>) => messageRows(all).filter((row) => row.rated).length;
  expect(rated(rows([message(1, 'visitor'), asked]))).toBe(1);
  expect(rated(rows([message(1, 'visitor'), asked, message(3, 'agent')]))).toBe(0);
  expect(rated(rows([message(1, 'visitor'), asked], { state: { conversation: conversation({ agentName: 'Ada' }) } }))).toBe(0);
});

test('[MSG14] a message that is stored and still in the outbox appears once', () => {
  const list = messageRows(rows([message(1, 'visitor')], { state: { outbox: [unsent('own1')] } }));
  expect(list.map(({ key, state }) => [key, state])).toEqual([['own1', 'sent']]);
});

test('the last line gives the state of the conversation', () => {
  const last = (extra: Partial<VisitorConversation>) => kinds(rows([message(1, 'visitor')], { state: { conversation: conversation(extra) } })).at(-1);
  expect(last({ status: 'resolved' })).toBe('resolved');
  expect(last({ status: 'closed' })).toBe('closed');
  expect(last({ humanRequestedAt: at(2) })).toBe('personRequested');
  expect(last({ humanRequestedAt: at(2), agentName: 'Ada' })).toBe('message');
});

test('[WID6] an unanswered question is followed by a line about who will answer, once the bot has had its time', () => {
  const end = (messages: Message[], options: Parameters<typeof rows>[1] = {}) => kinds(rows(messages, options)).at(-1);
  const question = [message(1, 'visitor')];
  expect(end(question)).toBe('notified');
  expect(end(question, { isQuiet: false })).toBe('message');
  expect(end([...question, message(2, 'bot')])).toBe('message');
  expect(end(question, { state: { conversation: conversation({ agentName: 'Ada', status: 'assigned' }) } })).toBe('message');
  expect(end(question, { state: { outbox: [unsent('a')] } })).toBe('message');
  expect(end(question, { state: { refused: true } })).toBe('message');
});
