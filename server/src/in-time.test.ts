import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTime } from './in-time.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work that succeeds or fails in time settles with its own outcome', async () => {
  await expect(inTime(Promise.resolve('stored'))).resolves.toBe('stored');
  await expect(inTime(Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(vi.getTimerCount()).toBe(0);
});

test('[MSG9] work that takes longer than two seconds rejects with UNAVAILABLE, and continues', async () => {
  const { promise: work, resolve } = Promise.withResolvers<string>();
  const told = inTime(work).catch((failure: unknown) => failure);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await told).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1000 });
  resolve('stored');
  await expect(work).resolves.toBe('stored');
});
