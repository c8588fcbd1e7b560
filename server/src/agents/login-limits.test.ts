import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limitInMemory } from '../limiter.ts';
import { createLoginLimits } from './login-limits.ts';

// The limiter reads the machine's clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const refused = { code: 'RATE_LIMITED' };
const account = 'a@shop.example';

test('[AUTH3] failed sign-ins to one account from one address are limited within 15 minutes, and block no other address', async () => {
  const limits = createLoginLimits(3, limitInMemory);
  for (let tries = 0; tries < 3; tries++) await limits.countAttempt({ ip: '192.0.2.1', account });
  for (let tries = 0; tries < 50; tries++) {
    await expect(limits.countAttempt({ ip: '192.0.2.1', account })).rejects.toMatchObject({ ...refused, retryAfterMs: expect.closeTo(900_000, -3) });
  }
  await limits.countAttempt({ ip: '192.0.2.2', account });
  await limits.countAttempt({ ip: '2001:db8::1', account });
  await vi.advanceTimersByTimeAsync(15 * 60_000 + 1);
  await limits.countAttempt({ ip: '192.0.2.1', account });
});

test('[AUTH3] an address has five times that limit, across all accounts', async () => {
  const limits = createLoginLimits(2, limitInMemory);
  for (let number = 0; number < 10; number++) await limits.countAttempt({ ip: '192.0.2.1', account: `${number}@shop.example` });
  await expect(limits.countAttempt({ ip: '192.0.2.1', account: 'new@shop.example' })).rejects.toMatchObject(refused);
  await expect(limits.countAttempt({ ip: '192.0.2.1' })).rejects.toMatchObject(refused);
  await limits.countAttempt({ ip: '192.0.2.9', account: 'new@shop.example' });
});

test('[AUTH3] an account has ten times that limit across all addresses, which blocks no device that has signed in before', async () => {
  const limits = createLoginLimits(2, limitInMemory);
  for (let number = 0; number < 20; number++) await limits.countAttempt({ ip: `192.0.2.${number}`, account });
  await expect(limits.countAttempt({ ip: '198.51.100.1', account })).rejects.toMatchObject(refused);
  // Not even from the guessing address.
  for (const ip of ['198.51.100.1', '192.0.2.1']) {
    await limits.countAttempt({ ip, account, device: 'known' });
    await limits.refundAttempt({ ip, account, device: 'known' });
  }
  await limits.countAttempt({ ip: '198.51.100.1', account: 'b@shop.example' });
});

test('[AUTH3] a device that has signed in before may not guess either', async () => {
  const limits = createLoginLimits(2, limitInMemory);
  for (const ip of ['192.0.2.1', '192.0.2.2']) await limits.countAttempt({ ip, account, device: 'known' });
  await expect(limits.countAttempt({ ip: '192.0.2.3', account, device: 'known' })).rejects.toMatchObject(refused);
  await limits.countAttempt({ ip: '192.0.2.3', account, device: 'another' });
});

test('[AUTH3] a successful attempt does not count and resets the account for this address', async () => {
  const limits = createLoginLimits(2, limitInMemory);
  for (let number = 0; number < 50; number++) {
    await limits.countAttempt({ ip: '192.0.2.1', account });
    await limits.refundAttempt({ ip: '192.0.2.1', account });
  }
  for (let tries = 0; tries < 2; tries++) await limits.countAttempt({ ip: '192.0.2.1', account });
  await expect(limits.countAttempt({ ip: '192.0.2.1', account })).rejects.toMatchObject(refused);
});
