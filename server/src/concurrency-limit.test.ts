import { expect, test } from 'vitest';
import { createConcurrencyLimit } from './concurrency-limit.ts';

test('[AUTH4] at most N pieces of work run at a time, the others in order', async () => {
  const limited = createConcurrencyLimit(2, 10);
  const finish: (() => void)[] = [];
  const started: number[] = [];
  const all = [0, 1, 2, 3].map((number) =>
    limited(async () => {
      started.push(number);
      await new Promise<void>((resolve) => finish.push(resolve));
      return number;
    }),
  );
  await Promise.resolve();
  expect(started).toEqual([0, 1]);
  finish[0]?.();
  await all[0];
  expect(started).toEqual([0, 1, 2]);
  finish[1]?.();
  finish[2]?.();
  await all[2];
  finish[3]?.();
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3]);
});

test('[AUTH4] work that fails frees its place', async () => {
  const limited = createConcurrencyLimit(1, 0);
  await expect(limited(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await limited(() => Promise.resolve('next'))).toBe('next');
});

test('[AUTH4] work beyond the waiting limit is rejected immediately', async () => {
  const limited = createConcurrencyLimit(1, 1);
  let finish = () => {};
  const first = limited(() => new Promise<void>((resolve) => (finish = resolve)));
  const second = limited(() => Promise.resolve());
  await expect(limited(() => Promise.resolve())).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  finish();
  await Promise.all([first, second]);
});
