import { expect, inject, test } from 'vitest';

const missing = [inject('mongodbUri'), inject('redisServer'), inject('nginx')].includes(null);

/** Runs in place of the stories where a server is missing, so that the count of skipped tests tells it too. */
test.skipIf(missing)('the servers for the stories on two instances behind nginx are there', () => {
  expect(missing).toBe(false);
});
