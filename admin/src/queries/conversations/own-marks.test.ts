import type { AgentReadMark, Conversation } from '@supportchat/protocol';
import { beforeEach, expect, test } from 'vitest';
import { useSession } from '../../session/session.ts';
import { assumeMark, isUnreadBy, ownMark, rememberMark, withoutMark } from './own-marks.ts';

type SignedIn = ReturnType<typeof useSession.getState>['user'];
const mark = (changes: Partial<AgentReadMark> = {}): AgentReadMark => ({
  agentId: 'ann',
  conversationId: 'c1',
  seq: 3,
  isUnread: false,
  updatedAt: '2026-03-02T09:00:00.000Z',
  ...changes,
});
beforeEach(() => useSession.setState({ user: { _id: 'ann' } as SignedIn }));

test('[INBOX32] unread is what no agent has read, and what an agent has not read of a waiting conversation', () => {
  const waiting = { unreadCount: 0, waitingSince: '2026-03-02T09:00:00.000Z', agentReadSeq: 3 };
  const answered = { ...waiting, waitingSince: null };
  expect(isUnreadBy(waiting, null)).toBe(true);
  expect(isUnreadBy(waiting, mark({ seq: 2 }))).toBe(true);
  expect(isUnreadBy(waiting, mark())).toBe(false);
  expect(isUnreadBy({ ...waiting, unreadCount: 1 }, mark())).toBe(true);
  expect(isUnreadBy(answered, null)).toBe(false);
  expect(isUnreadBy(answered, mark({ seq: 2 }))).toBe(false);
  expect(isUnreadBy(answered, mark({ isUnread: true }))).toBe(true);
});

test('[INBOX34] of marks that overtake each other the latest counts, and none of another agent', () => {
  const later = mark({ conversationId: 'c2', updatedAt: '2026-03-02T09:00:00.002Z', isUnread: true });
  rememberMark(later);
  rememberMark(mark({ conversationId: 'c2', updatedAt: '2026-03-02T09:00:00.001Z' }));
  expect(ownMark('c2')).toEqual(later);
  useSession.setState({ user: { _id: 'ben' } as SignedIn });
  expect(ownMark('c2')).toBeNull();
  const bens = mark({ conversationId: 'c2', agentId: 'ben', updatedAt: '2025-01-01T00:00:00.000Z' });
  rememberMark(bens);
  expect(ownMark('c2')).toEqual(bens);
});

test('[INBOX33] a mark that the server has not confirmed is replaced by what the server says, whatever the clocks, or reverted', () => {
  const revert = assumeMark({ conversationId: 'c3', seq: 1, isUnread: true });
  expect(ownMark('c3')).toMatchObject({ isUnread: true });
  rememberMark(mark({ conversationId: 'c4' }));
  revert();
  expect([ownMark('c3'), ownMark('c4')?.seq]).toEqual([null, 3]);
  const tooLate = assumeMark({ conversationId: 'c3', seq: 1, isUnread: true });
  const confirmed = mark({ conversationId: 'c3', isUnread: true, updatedAt: '2020-01-01T00:00:00.000Z' });
  rememberMark(confirmed);
  tooLate();
  expect(ownMark('c3')).toEqual(confirmed);
});

test('a conversation in the caches carries no mark', () => {
  const shown = { _id: 'c5' } as Conversation;
  expect(withoutMark({ ...shown, ownMark: mark({ conversationId: 'c5' }) })).toEqual(shown);
  expect(ownMark('c5')?.seq).toBe(3);
});
