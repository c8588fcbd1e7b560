import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limitInMemory } from '../limiter.ts';
import { createLoginLimits } from './login-limits.ts';

// The limiter reads the machine's clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const refused = { code: 'RATE_LIMITED' };

test('[AUTH3] so many wrong tries for one account within 15 minutes, from wherever they come', async () => {
  const limits = createLoginLimits(3, limitInMemory);
  for (const ip of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await limits.countTry(ip, 'a@shop.example');
  await expect(limits.countTry('192.0.2.4', 'a@shop.example')).rejects.toMatchObject({ ...refused, retryAfterMs: expect.closeTo(900_000, -3) });
  await limits.countTry('192.0.2.4', 'b@shop.example');
  await vi.advanceTimersByTimeAsync(15 * 60_000 + 1);
  await limits.countTry('192.0.2.1', 'a@shop.example');
});

test('[AUTH3] five times as many from one address, whatever the account', async () => {
  const limits = createLoginLimits(2, limitInMemory);
  for (let number = 0; number < 10; number++) await limits.countTry('192.0.2.1', `${number}@shop.example`);
  await expect(limits.countTry('192.0.2.1', 'new@shop.example')).rejects.toMatchObject(refused);
  await expect(limits.countTry('192.0.2.1')).rejects.toMatchObject(refused);
  await limits.countTry('192.0.2.9', 'new@shop.example');
});

test('[AUTH3] a right try does not count and clears the account', async () => {
  const limits = createLoginLimits(2, limitInMemory);
  for (let number = 0; number < 30; number++) {
    await limits.countTry('192.0.2.1', 'a@shop.example');
    await limits.forgiveTry('192.0.2.1', 'a@shop.example');
  }
  await limits.countTry('192.0.2.1', 'a@shop.example');
  await limits.countTry('192.0.2.1', 'a@shop.example');
  await expect(limits.countTry('192.0.2.1', 'a@shop.example')).rejects.toMatchObject(refused);
});
