import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttleLatest } from './throttle-latest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[LIM9] the first call runs immediately, then the newest of each second, and nothing is retained for an idle key', async () => {
  const ran: string[] = [];
  const visit = throttleLatest(1000, async (page: string) => void ran.push(page));
  await visit('maya', '/1');
  for (let n = 2; n <= 500; n += 1) await visit('maya', `/${n}`);
  await visit('ben', '/other');
  expect(ran).toEqual(['/1', '/other']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(ran).toEqual(['/1', '/other', '/500']);
  await visit('maya', '/501');
  expect(ran).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(1000);
  expect(ran.at(-1)).toBe('/501');
  await vi.advanceTimersByTimeAsync(1000);
  expect(vi.getTimerCount()).toBe(0);
  await visit('maya', '/502');
  expect(ran.at(-1)).toBe('/502');
});

test('[LIM9] the first call rejects with its failure; a deferred call that fails has no effect', async () => {
  const visit = throttleLatest(1000, async () => Promise.reject(new Error('expected')));
  await expect(visit('maya', '/1')).rejects.toThrow('expected');
  await visit('maya', '/2');
  await vi.advanceTimersByTimeAsync(3000);
  expect(vi.getTimerCount()).toBe(0);
});
