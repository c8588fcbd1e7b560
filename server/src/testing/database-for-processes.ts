import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { mongodbUri } from './mongo-database.ts';

/** A database on the test server, for server processes; created by the first write. */
export type DatabaseForProcesses = { uri: string; drop(): Promise<void> };

export function nameDatabase(purpose: string): DatabaseForProcesses {
  if (mongodbUri === null) throw new Error('There is no MongoDB for tests.');
  const url = new URL(mongodbUri);
  url.pathname = `/supportchat-test-${purpose}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const uri = url.toString();
  return {
    uri,
    async drop() {
      const client = new MongoClient(uri);
      await client.db().dropDatabase();
      await client.close();
    },
  };
}
