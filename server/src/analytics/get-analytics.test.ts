import { afterEach, beforeEach, expect, test } from 'vitest';
import { anAgent, at } from '../store/contract/samples.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { Store } from '../store/store.ts';
import { createGetAnalytics } from './get-analytics.ts';

let store: Store;
beforeEach(() => {
  store = openSqliteStore({ file: ':memory:' });
});
afterEach(() => store.close());

test('[ANA10] a user gets one report at a time; others are not kept waiting by it', async () => {
  const { promise: mayAnswer, resolve: letAnswer } = Promise.withResolvers<void>();
  const { report } = store.analytics;
  const slow: Store = { ...store, analytics: { report: (scope) => mayAnswer.then(() => report(scope)) } };
  const getAnalytics = createGetAnalytics({ store: slow, clock: () => at(0) });
  const [ann, bob] = [anAgent({ role: 'owner' }), anAgent({ role: 'owner' })];
  const query = { timeZone: 'UTC' };
  const first = [getAnalytics(ann, query), getAnalytics(bob, query)];
  await expect(getAnalytics(ann, query)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
  letAnswer();
  for (const one of await Promise.all(first)) expect(one.days).toHaveLength(14);
  expect((await getAnalytics(ann, query)).days).toHaveLength(14);
});
