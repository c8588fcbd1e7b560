import type { Message, VisitorConversation } from '@supportchat/protocol';
import { expect, test } from 'vitest';
import { type ChatState, IDLE } from '../chat/chat-state.ts';
import { texts } from '../locales/en.ts';
import { createTranslate } from '../locales/translate.ts';
import { bannerLine, offersPerson, statusLine } from './status.ts';

const t = createTranslate(texts, 'en');
const conversation = { _id: 'c', status: 'open', agentName: null, humanRequestedAt: null } as VisitorConversation;
const started: ChatState = { ...IDLE, started: true };
const live: ChatState = { ...started, live: true, conversation };

test('the status line claims nobody’s presence that is not known', () => {
  expect(statusLine(IDLE, t)).toBe('Replies appear here');
  expect(statusLine(started, t)).toBe('Connecting…');
  expect(statusLine(live, t)).toBe('Replies appear here');
  expect(statusLine({ ...live, live: false }, t)).toBe('Replies appear here');
  expect(statusLine({ ...live, conversation: { ...conversation, humanRequestedAt: 'now' } }, t)).toBe('Waiting for a person');
  expect(statusLine({ ...live, conversation: { ...conversation, humanRequestedAt: 'now', agentName: 'Ada' } }, t)).toBe('You are talking to Ada');
  expect(statusLine({ ...live, refused: true }, t)).toBe('');
});

test('[MSG12] the banner says what is wrong and what becomes of the messages', () => {
  const well = { isCutOff: false, isOnline: true, keepsAll: true };
  const unsent: ChatState = { ...live, outbox: [{ clientMessageId: 'a', content: 'a', order: 1, createdAt: '' }] };
  expect(bannerLine(live, well, t)).toBe('');
  expect(bannerLine(live, { ...well, isCutOff: true }, t)).toBe(texts.reconnecting);
  expect(bannerLine(unsent, { ...well, isCutOff: true }, t)).toBe(texts.willBeSent);
  expect(bannerLine(unsent, { ...well, isCutOff: true, isOnline: false }, t)).toBe(texts.youAreOffline);
  expect(bannerLine(unsent, { ...well, keepsAll: false }, t)).toBe(texts.notKept);
  expect(bannerLine({ ...unsent, refused: true }, well, t)).toBe(texts.notAvailable);
});

test('a person is offered once the visitor has written, and no longer when one is there or asked for', () => {
  const messages = [{ senderType: 'visitor', seq: 1 } as Message];
  const written: ChatState = { ...live, timeline: { conversationId: 'c', messages, head: 1, hasOlder: false } };
  const offered = (change: Partial<VisitorConversation>, fallbackToHuman = true) =>
    offersPerson({ ...written, conversation: { ...conversation, ...change } }, fallbackToHuman);
  expect(offersPerson(live, true)).toBe(false);
  expect(offered({})).toBe(true);
  expect(offered({}, false)).toBe(false);
  expect(offered({ agentName: 'Ada' })).toBe(false);
  expect(offered({ humanRequestedAt: 'now' })).toBe(false);
  expect(offered({ status: 'resolved' })).toBe(false);
});
