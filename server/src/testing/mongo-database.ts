import { MongoClient } from 'mongodb';
import { afterAll, inject } from 'vitest';
import { openMongoStore } from '../store/mongo/open-mongo.ts';
import type { Store } from '../store/store.ts';

/** Connection string of the test server; null = there is none, and its rules are skipped. */
export const mongodbUri = inject('mongodbUri');
export const mongodbPid = inject('mongodbPid');

/** A database for this suite on the test server, dropped at its end. */
export type TestDatabase = {
  uri: string;
  /** A client of the tests, with default options. */
  client: MongoClient;
  /** Opens a store on it. */
  open(): Promise<Store>;
  /** Opens a store on it after removing all its documents. */
  openEmpty(): Promise<Store>;
};

type Options = { onProblem?: (problem: unknown) => void; clock?: () => Date };

export function createTestDatabase(name: string, { onProblem = () => {}, clock = () => new Date() }: Options = {}): TestDatabase {
  // Without a server, none of this is used.
  const url = new URL(mongodbUri ?? 'mongodb://127.0.0.1');
  url.pathname = `/supportchat-test-${name}-${process.pid}`;
  const uri = url.toString();
  const client = new MongoClient(uri);
  afterAll(async () => {
    await client.db().dropDatabase();
    await client.close();
  });
  const open = () => openMongoStore({ uri, clock, onProblem });
  return {
    uri,
    client,
    open,
    openEmpty: async () => {
      for (const { name: collection } of await client.db().listCollections({}, { nameOnly: true }).toArray()) {
        if (collection !== 'migrations') await client.db().collection(collection).deleteMany({});
      }
      return open();
    },
  };
}
