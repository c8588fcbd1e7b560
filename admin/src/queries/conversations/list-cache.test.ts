import type { Conversation } from '@supportchat/protocol';
import { describe, expect, it } from 'vitest';
import { firstPages, type ListPages, matchesList, newerOf, orderOf, placeInList, rowsOf } from './list-cache.ts';

const conversation = (id: string, minute: number, more: Partial<Conversation> = {}): Conversation => ({
  _id: id,
  siteId: 's1',
  visitorId: id,
  visitorName: id,
  visitorEmail: '',
  assignedAgent: null,
  status: 'open',
  currentPage: '',
  metadata: { userAgent: '', ip: '', referrer: '', language: '' },
  lastMessageAt: new Date(minute * 60_000).toISOString(),
  lastMessage: { content: 'hi', senderType: 'visitor', senderName: id },
  lastSeq: 1,
  unreadCount: 0,
  agentReadSeq: 0,
  visitorReadSeq: 0,
  agentReadAt: null,
  visitorReadAt: null,
  waitingSince: null,
  humanRequestedAt: null,
  revision: 0,
  createdAt: new Date(0).toISOString(),
  updatedAt: new Date(minute * 60_000).toISOString(),
  ...more,
});
const pages = (...items: Conversation[][]): ListPages => ({
  pages: items.map((page, index) => ({ items: page, nextCursor: index < items.length - 1 ? `c${index}` : null })),
  pageParams: [],
});
const ids = (list: ListPages) => rowsOf(list).map(({ _id }) => _id);

describe('which list a conversation belongs to', () => {
  const mine = conversation('a', 1, { assignedAgent: 'me', status: 'assigned' });
  it.each([
    [{ assignedAgent: 'me', view: 'active' } as const, true],
    [{ assignedAgent: 'none', view: 'active' } as const, false],
    [{ view: 'active', siteId: 's2' } as const, false],
    [{ view: 'waiting' } as const, false],
    [{ status: 'resolved' } as const, false],
    [{ search: 'words' } as const, null],
    [{ search: 'words', siteId: 's2' } as const, false],
  ])('%j → %j', (params, expected) => expect(matchesList(mine, params, 'me')).toBe(expected));

  it('none without a message', () => expect(matchesList(conversation('a', 1, { lastMessageAt: null }), {}, 'me')).toBe(false));
  it('waiting while the visitor waits', () =>
    expect(matchesList(conversation('a', 1, { waitingSince: '2025-01-01T00:00:00.000Z' }), { view: 'waiting' }, 'me')).toBe(true));
});

describe('a conversation in a list', () => {
  const list = pages([conversation('c', 30), conversation('b', 20)], [conversation('a', 10)]);

  it('moves to the top with a new message', () => expect(ids(placeInList(list, conversation('a', 40), true))).toEqual(['a', 'c', 'b']));
  it('changes in place', () => {
    const next = placeInList(list, conversation('b', 20, { unreadCount: 3 }), true);
    expect(ids(next)).toEqual(['c', 'b', 'a']);
    expect(rowsOf(next)[1]?.unreadCount).toBe(3);
  });
  it('is added when it belongs there', () => expect(ids(placeInList(list, conversation('n', 25), true))).toEqual(['c', 'n', 'b', 'a']));
  it('is removed when it no longer belongs there', () => expect(ids(placeInList(list, conversation('b', 20), false))).toEqual(['c', 'a']));
  it('stays out of a search that did not find it', () => expect(placeInList(list, conversation('n', 50), null)).toBe(list));
  it('stays in a search that found it', () => expect(ids(placeInList(list, conversation('b', 50), null))).toEqual(['b', 'c', 'a']));
  it('waits for its page when it is older than what is loaded', () => {
    const more: ListPages = { pages: [{ items: [conversation('c', 30)], nextCursor: 'next' }], pageParams: [] };
    expect(placeInList(more, conversation('z', 1), true)).toBe(more);
  });
  it('keeps its first pages, with the cursor to continue from there', () => {
    const kept = firstPages(list, 1);
    expect(ids(kept)).toEqual(['c', 'b']);
    expect(kept.pages[0]?.nextCursor).toBe('c0');
    expect(firstPages(list, 2)).toBe(list);
  });
  it('[INBOX11] is sorted by its wait, longest first, among those waiting', () => {
    const since = (id: string, minute: number) => conversation(id, 50 - minute, { waitingSince: new Date(minute * 60_000).toISOString() });
    const waiting = pages([since('first', 1), since('third', 3)]);
    expect(ids(placeInList(waiting, since('second', 2), true, orderOf({ view: 'waiting' })))).toEqual(['first', 'second', 'third']);
  });
  it('is drawn once when two pages contain it', () =>
    expect(ids(pages([conversation('a', 2)], [conversation('a', 2), conversation('b', 1)]))).toEqual(['a', 'b']));
});

describe('two states of a conversation', () => {
  it('the one with the higher revision wins, then the one with more messages, then the later one', () => {
    const known = conversation('a', 5, { revision: 2, lastSeq: 4 });
    expect(newerOf(known, conversation('a', 9, { revision: 1, lastSeq: 9 }))).toBe(known);
    expect(newerOf(known, conversation('a', 9, { revision: 2, lastSeq: 3 }))).toBe(known);
    const later = conversation('a', 6, { revision: 2, lastSeq: 4 });
    expect(newerOf(known, later)).toBe(later);
    expect(newerOf(undefined, later)).toBe(later);
  });
});
