import { describe } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { at } from '../contract/samples.ts';
import { storeContract } from '../contract/store-contract.ts';

describe.skipIf(mongodbUri === null)('MongoDB', () => {
  storeContract('MongoDB', createTestDatabase('contract', { clock: () => at(0) }).openEmpty);
});
