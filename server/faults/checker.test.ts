import { expect, test } from 'vitest';
import { type Attempt, checkDelivery, type Reading, type ReadMessage } from './checker.ts';

const sender = 'visitor:eve';
const attempt = (n: number, seq: number | null = n): Attempt => ({
  sender,
  conversationId: 'c',
  clientMessageId: `m${n}`,
  content: `text ${n}`,
  receipts: seq === null ? [] : [{ _id: `id${n}`, seq }],
});
const message = (n: number, seq = n, changes: Partial<ReadMessage> = {}): ReadMessage => ({
  _id: `id${n}`,
  conversationId: 'c',
  seq,
  clientMessageId: `m${n}`,
  sender,
  content: `text ${n}`,
  ...changes,
});
const reading = (...messages: ReadMessage[]): Reading => new Map([['c', messages]]);
const nothing = { lost: [], duplicates: [], phantoms: [], reordered: [], diverged: [], stale: [] };
const check = (attempts: Attempt[], fresh: Reading, resumed: Reading = fresh) =>
  checkDelivery(attempts, fresh, new Map([['eve', resumed]]), { by: new Map(), withinMs: 0 });

test('finds nothing when nothing is wrong', () => {
  expect(check([attempt(1), attempt(2), attempt(3)], reading(message(1), message(2), message(3)))).toEqual(nothing);
});

test('an attempt with an unknown outcome may be there or not', () => {
  expect(check([attempt(1), attempt(2, null)], reading(message(1)))).toEqual(nothing);
  expect(check([attempt(1), attempt(2, null)], reading(message(1), message(2)))).toEqual(nothing);
});

test('finds an acked message that is not there', () => {
  expect(check([attempt(1), attempt(2)], reading(message(1)))).toEqual({ ...nothing, lost: ['c visitor:eve m2 was acked as 2'] });
  expect(check([attempt(1)], new Map(), new Map())).toEqual({ ...nothing, lost: ['c visitor:eve m1 was acked as 1'] });
});

test('finds an acked message that is there under another seq or id', () => {
  expect(check([attempt(1, 2), attempt(2, null)], reading(message(1), message(2))).lost).toEqual(['c visitor:eve m1 was acked as 2']);
  expect(check([attempt(1)], reading(message(1, 1, { _id: 'other' }))).lost).toEqual(['c visitor:eve m1 was acked as 1']);
});

test('finds two receipts of one message that differ', () => {
  const twice = {
    ...attempt(1),
    receipts: [
      { _id: 'id1', seq: 1 },
      { _id: 'id9', seq: 2 },
    ],
  };
  expect(check([twice, attempt(2, null)], reading(message(1), message(2))).lost).toEqual(['c visitor:eve m1 was acked as 2']);
});

test('finds a message that is stored twice', () => {
  const fresh = reading(message(1), message(1, 2, { _id: 'again' }));
  expect(check([attempt(1)], fresh)).toEqual({ ...nothing, duplicates: ['c visitor:eve m1 is there again as 2'] });
});

test('finds one id at two places', () => {
  const fresh = reading(message(1), message(2, 2, { _id: 'id1' }));
  expect(check([attempt(1), attempt(2, null)], fresh)).toEqual({ ...nothing, duplicates: ['c visitor:eve m2 is there again as 2'] });
});

test('finds a message that no one sent', () => {
  expect(check([attempt(1)], reading(message(1), message(2)))).toEqual({ ...nothing, phantoms: ['c visitor:eve m2 as 2: "text 2"'] });
});

test('finds a message that is attributed to another sender', () => {
  expect(check([attempt(1, null)], reading(message(1, 1, { sender: 'visitor:mallory' }))).phantoms).toHaveLength(1);
});

test('finds a message whose content changed', () => {
  expect(check([attempt(1)], reading(message(1, 1, { content: 'other' })))).toEqual({ ...nothing, phantoms: ['c visitor:eve m1 as 1: "other"'] });
});

test('finds a gap in the numbers', () => {
  expect(check([attempt(1), attempt(3)], reading(message(1), message(3)))).toEqual({ ...nothing, reordered: ['c: 3 stands at place 2'] });
});

test('finds messages that are not in the order in which they were sent', () => {
  const fresh = reading(message(2, 1), message(1, 2), message(3));
  expect(check([attempt(1, 2), attempt(2, 1), attempt(3)], fresh)).toEqual({
    ...nothing,
    reordered: ['c visitor:eve m1 as 2 came after a later one of its sender'],
  });
});

test('accepts any interleaving of two senders in one conversation', () => {
  const agents = { ...attempt(9, 1), sender: 'agent:ben' };
  expect(check([attempt(1, 2), agents], reading(message(9, 1, { sender: 'agent:ben' }), message(1, 2)))).toEqual(nothing);
});

test('finds a resumed reader who misses a message, has an extra one, or shows another order', () => {
  const fresh = reading(message(1), message(2));
  const attempts = [attempt(1), attempt(2)];
  const misses = check(attempts, fresh, reading(message(1)));
  expect(misses).toEqual({ ...nothing, diverged: ['eve sees nothing at place 2 of c, a fresh reader 2 visitor:eve m2 "text 2"'] });
  expect(check(attempts, fresh, reading(message(1), message(2), message(3))).diverged).toHaveLength(1);
  expect(check(attempts, fresh, reading(message(2), message(1))).diverged).toHaveLength(1);
});

test('finds a resumed reader who sees different content or a different id', () => {
  const fresh = reading(message(1));
  expect(check([attempt(1)], fresh, reading(message(1, 1, { content: 'other' }))).diverged).toHaveLength(1);
  expect(check([attempt(1)], fresh, reading(message(1, 1, { _id: 'other' }))).diverged).toHaveLength(1);
});

test('finds a client that was shown a message too late', () => {
  const shown = (at: number) => new Map([['eve', { shownAt: new Map([['c 1', at]]) }]]);
  const acked = { ...attempt(1), ackedAt: 1000 };
  const fresh = reading(message(1));
  const staleWith = (at: number) => checkDelivery([acked], fresh, new Map(), { by: shown(at), withinMs: 50 }).stale;
  expect(staleWith(900)).toEqual([]);
  expect(staleWith(1050)).toEqual([]);
  expect(staleWith(1051)).toEqual(['eve saw c visitor:eve m1 51 ms after its ack']);
});
