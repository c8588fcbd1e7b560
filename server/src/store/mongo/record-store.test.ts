import { describe } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { birdStore, recordContract } from '../contract/record-contract.ts';
import { at } from '../contract/samples.ts';
import { createEngine } from './engine.ts';
import { createRecordStore, defineSimple, indexesOf } from './record-store.ts';

describe.skipIf(mongodbUri === null)('simple stores', () => {
  const database = createTestDatabase('records');

  recordContract('MongoDB', async () => {
    const db = database.client.db();
    await db.dropDatabase();
    const { name, validator } = defineSimple(birdStore);
    await db.createCollection(name, { validator });
    await db.collection(name).createIndexes(indexesOf(birdStore));
    const engine = createEngine(db, { clock: () => at(0), onProblem: () => {} });
    return { store: createRecordStore(engine, birdStore), close: () => engine.close() };
  });
});
