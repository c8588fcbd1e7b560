import { expect, test } from 'vitest';
import { coalesceCalls } from './coalesce-calls.ts';

test('concurrent callers share one act, callers during it share the next', async () => {
  const running: ((result: number) => void)[] = [];
  const ask = coalesceCalls((_key) => new Promise<number>((resolve) => running.push(resolve)));
  const first = [ask('a'), ask('a')];
  await Promise.resolve();
  const next = [ask('a'), ask('a')];
  await new Promise(setImmediate);
  expect(running).toHaveLength(1);
  running[0]?.(1);
  expect(await Promise.all(first)).toEqual([1, 1]);
  await new Promise(setImmediate);
  expect(running).toHaveLength(2);
  running[1]?.(2);
  expect(await Promise.all(next)).toEqual([2, 2]);
});

test('keys do not wait for each other, and a failed act is followed by the next', async () => {
  let fails = true;
  const ask = coalesceCalls((key) => (key === 'broken' && fails ? Promise.reject(new Error(key)) : Promise.resolve(key)));
  const [broken, fine] = await Promise.allSettled([ask('broken'), ask('fine')]);
  expect(broken).toMatchObject({ reason: new Error('broken') });
  expect(fine).toMatchObject({ value: 'fine' });
  fails = false;
  expect(await ask('broken')).toBe('broken');
});
