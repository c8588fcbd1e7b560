import { expect, inject, test } from 'vitest';

const missing = [inject('mongodbUri'), inject('redisServer'), inject('nginx')].includes(null);

/** Runs instead of the stories when a server is missing, so that the count of skipped tests shows it. */
test.skipIf(missing)('the servers for the stories on two instances behind nginx are available', () => {
  expect(missing).toBe(false);
});
