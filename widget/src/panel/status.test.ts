import type { Message, VisitorConversation } from '@supportchat/protocol';
import { expect, test } from 'vitest';
import { type ChatState, IDLE } from '../chat/chat-state.ts';
import { texts as de } from '../locales/de.ts';
import { texts } from '../locales/en.ts';
import { createTranslate } from '../locales/translate.ts';
import { bannerLine, offersPerson, replyTime, statusLine, waitingLine } from './status.ts';

const t = createTranslate(texts, 'en');
const conversation = { _id: 'c', status: 'open', agentName: null, humanRequestedAt: null } as VisitorConversation;
const started: ChatState = { ...IDLE, started: true };
const live: ChatState = { ...started, live: true, conversation };

const english = { t, locale: { language: 'en', tag: 'en-GB', rtl: false } };
const german = { t: createTranslate(de, 'de'), locale: { language: 'de', tag: 'de', rtl: false } };
const MINUTE_MS = 60_000;
const team = (typicalReplyMs: number | null, ...names: string[]) => ({ agentsOnline: names.length, names, typicalReplyMs });

test('[WID6] the status line claims no one’s presence without knowing it', () => {
  expect(statusLine(IDLE, english)).toBe('');
  expect(statusLine(started, english)).toBe('Connecting…');
  expect(statusLine(live, english)).toBe('');
  expect(statusLine({ ...live, team: team(null, 'Ada') }, english)).toBe('Ada is here');
  expect(statusLine({ ...live, team: team(null, 'Ada', 'Ben', 'Zoe') }, english)).toBe('Ada, Ben and Zoe are here');
  expect(statusLine({ ...live, team: team(null, 'Ada', 'Ben') }, german)).toBe('Ada und Ben sind da');
  expect(statusLine({ ...live, team: team(4 * MINUTE_MS) }, english)).toBe('');
  expect(replyTime(team(4 * MINUTE_MS), english)).toBe('');
  expect(replyTime(team(4 * MINUTE_MS, 'Ada'), english)).toBe('Usually replies in 4 minutes');
  const taken = { ...conversation, agentName: 'Ada' };
  expect(statusLine({ ...live, team: team(1, 'Ben'), conversation: taken }, english)).toBe('You are talking to Ada');
  expect(statusLine({ ...live, conversation: { ...taken, status: 'resolved' } }, english)).toBe('');
  expect(statusLine({ ...live, refused: true, conversation: taken }, english)).toBe('');
});

test('[WID6] a waiting visitor is told what to expect, and nothing more', () => {
  const line = (kind: 'notified' | 'personRequested', ...rest: Parameters<typeof team>) => waitingLine(kind, team(...rest), english);
  expect(line('notified', 5 * MINUTE_MS, 'Ada')).toBe('The team has been notified. They usually reply in about 5 minutes.');
  expect(line('notified', null, 'Ada')).toBe('The team has been notified. You will see the reply here.');
  expect(line('notified', 5 * MINUTE_MS)).toBe('No one is online right now. You will see the reply here when you come back.');
  expect(line('personRequested', 3 * 3_600_000, 'Ada')).toBe('We have asked the team. They usually reply in about 3 hours.');
  expect(line('personRequested', 100, 'Ada')).toBe('We have asked the team. They usually reply in about 1 minute.');
  expect(line('personRequested', 60 * 3_600_000)).toMatch(/^We have asked the team\. No one is online/);
  expect(waitingLine('notified', null, english)).toBe('The team has been notified. You will see the reply here.');
  expect(waitingLine('notified', team(5 * MINUTE_MS, 'Ada'), german)).toBe('Das Team wurde benachrichtigt. Die Antwort dauert meist etwa 5 Minuten.');
  // The number and its unit come from Intl in the nominative: no sentence may ask for another case ("innerhalb von 3 Tage").
  expect(waitingLine('notified', team(72 * 3_600_000, 'Ada'), german)).toMatch(/dauert meist etwa 3 Tage\.$/);
  expect(replyTime(team(72 * 3_600_000, 'Ada'), german)).toBe('Übliche Antwortzeit: 3 Tage');
});

test('[MSG12] the banner says what is wrong and what happens to the messages', () => {
  const well = { isCutOff: false, isOnline: true, keepsAll: true };
  const unsent: ChatState = { ...live, outbox: [{ clientMessageId: 'a', content: 'a', order: 1, createdAt: '' }] };
  expect(bannerLine(live, well, t)).toBe('');
  expect(bannerLine(live, { ...well, isCutOff: true }, t)).toBe(texts.reconnecting);
  expect(bannerLine(unsent, { ...well, isCutOff: true }, t)).toBe(texts.willBeSent);
  expect(bannerLine(unsent, { ...well, isCutOff: true, isOnline: false }, t)).toBe(texts.youAreOffline);
  expect(bannerLine(unsent, { ...well, keepsAll: false }, t)).toBe(texts.notKept);
  expect(bannerLine({ ...unsent, refused: true }, well, t)).toBe(texts.notAvailable);
});

test('a person is offered once the visitor has written, until one has joined or been asked for', () => {
  const messages = [{ senderType: 'visitor', seq: 1 } as Message];
  const written: ChatState = { ...live, timeline: { conversationId: 'c', messages, head: 1, hasOlder: false } };
  const offered = (change: Partial<VisitorConversation>, fallbackToHuman = true) =>
    offersPerson({ ...written, conversation: { ...conversation, ...change } }, fallbackToHuman);
  expect(offersPerson(live, true)).toBe(false);
  expect(offered({})).toBe(true);
  expect(offered({}, false)).toBe(false);
  expect(offersPerson({ ...written, conversation, refused: true }, true)).toBe(false);
  expect(offered({ agentName: 'Ada' })).toBe(false);
  expect(offered({ humanRequestedAt: 'now' })).toBe(false);
  expect(offered({ status: 'resolved' })).toBe(false);
});
