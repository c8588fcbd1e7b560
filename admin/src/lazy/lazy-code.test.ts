import { expect, test } from 'vitest';
import { createLazyCode } from './lazy-code.ts';

test('[INBOX1] code that cannot be fetched is a state with a reason, and the next attempt can succeed', async () => {
  let isThere = false;
  const code = createLazyCode(
    async () => {
      if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
      return 'the screen';
    },
    async () => 'offline',
  );
  await code.fetch();
  expect(code.state()).toEqual({ phase: 'failed', reason: 'offline' });
  isThere = true;
  await code.fetch();
  expect(code.state()).toEqual({ phase: 'ready', code: 'the screen' });
});
