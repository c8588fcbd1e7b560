import { expect, test } from 'vitest';
import { isSameDay, startsGroup } from './group.ts';

const line = (senderId: string, time: string) => ({ senderId, createdAt: `2026-11-01T${time}.000Z` });

test('a group has one sender and at most five minutes between two messages, whichever clock is ahead', () => {
  expect(startsGroup(undefined, line('a', '10:00:00'))).toBe(true);
  expect(startsGroup(line('a', '10:00:00'), line('a', '10:05:00'))).toBe(false);
  expect(startsGroup(line('a', '10:00:00'), line('a', '10:05:01'))).toBe(true);
  expect(startsGroup(line('a', '10:05:01'), line('a', '10:00:00'))).toBe(true);
  expect(startsGroup(line('a', '10:00:00'), line('b', '10:00:00'))).toBe(true);
});

test('a day is the reader’s', () => {
  const evening = new Date(2026, 10, 1, 23, 59, 59).toISOString();
  const night = new Date(2026, 10, 2, 0, 0, 1).toISOString();
  expect(isSameDay(evening, night)).toBe(false);
  expect(isSameDay(new Date(2026, 10, 1, 0, 0, 0).toISOString(), evening)).toBe(true);
  expect(isSameDay('', evening)).toBe(false);
});

test('the change of summer time does not shift a day', () => {
  const local = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();
  expect(isSameDay(local(2026, 2, 29, 0, 30), local(2026, 2, 29, 23, 30))).toBe(true);
  expect(isSameDay(local(2026, 2, 29, 23, 59), local(2026, 2, 30, 0, 0))).toBe(false);
});
