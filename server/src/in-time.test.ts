import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTime } from './in-time.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work that is done, or fails, in time is its own answer', async () => {
  await expect(inTime(Promise.resolve('stored'))).resolves.toBe('stored');
  await expect(inTime(Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(vi.getTimerCount()).toBe(0);
});

test('[MSG9] work that takes longer than two seconds is told as UNAVAILABLE, and goes on', async () => {
  const { promise: work, resolve } = Promise.withResolvers<string>();
  const told = inTime(work).catch((failure: unknown) => failure);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await told).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1000 });
  resolve('stored');
  await expect(work).resolves.toBe('stored');
});
