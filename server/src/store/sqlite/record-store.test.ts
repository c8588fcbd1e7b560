import { birdStore, recordContract } from '../contract/record-contract.ts';
import { at } from '../contract/samples.ts';
import { openConnection } from './connection.ts';
import { createEngine } from './group-commit.ts';
import { createRecordStore, createTable } from './record-store.ts';

recordContract('SQLite', async () => {
  const connection = openConnection(':memory:');
  connection.exec(createTable(birdStore));
  const engine = createEngine(connection, { clock: () => at(0), onProblem: () => {} }, { beforeCommit: () => {}, onStaleCache: () => {} });
  return { store: createRecordStore(engine, birdStore), close: async () => engine.close() };
});
