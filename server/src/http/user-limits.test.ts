import { expect, test } from 'vitest';
import { limitInMemory } from '../limiter.ts';
import { startTestServer } from '../testing/test-server.ts';
import { createUserLimits } from './user-limits.ts';

test("[HTTP4] of one user's reports one runs, five wait, and further ones are rejected; other users are unaffected", async () => {
  const limit = createUserLimits(1000, limitInMemory);
  const finish: (() => void)[] = [];
  const report = (user: string) => limit(user, true, () => new Promise<string>((resolve) => finish.push(() => resolve(user))));
  const all = [...Array.from({ length: 7 }, () => report('a')), report('b')];
  await expect(all[6]).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
  expect(finish).toHaveLength(2);
  await limit('a', false, async () => 'a light call');
  for (let done = 0; done < 7; done++) {
    await expect.poll(() => finish.length).toBeGreaterThan(done);
    finish[done]?.();
  }
  const outcomes = (await Promise.allSettled(all)).map(({ status }) => status);
  expect(outcomes).toEqual([...Array(6).fill('fulfilled'), 'rejected', 'fulfilled']);
});

test('[HTTP4] a user who calls too often is rejected with the time to wait, and others are served', async () => {
  const server = await startTestServer({ CALLS_PER_10S: '20' });
  const owner = await server.setUpOwner();
  const other = await server.addUser(owner, { email: 'other@shop.example' });
  const answers = await Promise.all(Array.from({ length: 40 }, () => server.call('GET', '/auth/me', { token: owner.token })));
  const refused = answers.find(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(20);
  expect(refused?.body.error).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterMs: expect.any(Number) });
  expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await server.call('GET', '/auth/me', { token: other.token })).status).toBe(200);
  await server.stop();
});
