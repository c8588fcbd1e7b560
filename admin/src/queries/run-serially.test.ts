import { expect, test } from 'vitest';
import { runSerially } from './run-serially.ts';

test('[INBOX23] reports are requested one after another, also after a failed one', async () => {
  const order: string[] = [];
  const ask = (name: string, fails = false) =>
    runSerially(async () => {
      order.push(`${name} starts`);
      await Promise.resolve();
      order.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([ask('a', true), ask('b')]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
});
