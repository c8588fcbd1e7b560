import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

test('[MSG12] waits half a second at first and half a minute at most, with jitter', () => {
  expect(backoff(0, 1)).toBe(500);
  expect(backoff(0, 0)).toBe(1000);
  expect(backoff(3, 0)).toBe(8000);
  expect(backoff(20, 0)).toBe(30_000);
  expect(backoff(2000, 1)).toBe(15_000);
});

test('never retries earlier than the server asked for', () => {
  for (const chance of [0, 0.5, 1]) expect(backoff(0, chance, 7000)).toBeGreaterThanOrEqual(7000);
  expect(backoff(0, 1, 7000)).toBe(8750);
});
