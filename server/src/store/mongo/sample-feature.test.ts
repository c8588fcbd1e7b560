import { describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { applySampleFeature } from '../../testing/sample-feature/apply-sample-feature.ts';

describe.skipIf(mongodbUri === null)('the sample feature', () => {
  const database = createTestDatabase('sample-feature');

  test('on MongoDB its event, field, entry, reaction, job, sub-store, route, permission and setting work', () => {
    const product = applySampleFeature();
    try {
      expect(product.run('server/src/thumbs/prove.ts', database.uri)).toBe(0);
    } finally {
      product.remove();
    }
  });
});
