import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withDeadline } from './with-deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work that succeeds or fails in time settles with its own outcome', async () => {
  await expect(withDeadline(Promise.resolve('stored'))).resolves.toBe('stored');
  await expect(withDeadline(Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(vi.getTimerCount()).toBe(0);
});

test('[MSG9] work that takes longer than two seconds rejects with UNAVAILABLE, and continues', async () => {
  const { promise: work, resolve } = Promise.withResolvers<string>();
  const outcome = withDeadline(work).catch((failure: unknown) => failure);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await outcome).toMatchObject({ code: 'UNAVAILABLE', retryAfterMs: 1000 });
  resolve('stored');
  await expect(work).resolves.toBe('stored');
});
