import { type Db, MongoClient, ReadConcern } from 'mongodb';
import { DEADLINE_MS, LONG_MS } from './engine.ts';

const START_MS = 5000;
/** The default maximum number of connections per process. */
const DEFAULT_POOL_SIZE = 20;

/** Waiting for a server or a connection never takes longer than an act may; operations in flight are cut off when the server shows no sign of life. */
const CLIENT_OPTIONS = {
  appName: 'supportchat',
  retryWrites: true,
  retryReads: true,
  serverSelectionTimeoutMS: DEADLINE_MS,
  waitQueueTimeoutMS: DEADLINE_MS,
  // These also determine when an unresponsive server counts as down, and how soon it is found again.
  connectTimeoutMS: 1500,
  heartbeatFrequencyMS: 1000,
  minHeartbeatFrequencyMS: 250,
  socketTimeoutMS: LONG_MS + 2000,
  ignoreUndefined: true,
} as const;

/** The connection string must not weaken what an acknowledgement means: set on the database, where it overrides the string. */
const PROMISES = {
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 },
  readConcern: new ReadConcern('majority'),
  readPreference: 'primary',
} as const;

/** The client of a running store. */
export function createClient(uri: string, maxPoolSize = DEFAULT_POOL_SIZE): MongoClient {
  return new MongoClient(uri, { ...CLIENT_OPTIONS, maxPoolSize });
}

/** The client for startup: indexing many messages takes longer than any message may, and the server may be starting at the same time. */
export function createStartClient(uri: string): MongoClient {
  return new MongoClient(uri, { ...CLIENT_OPTIONS, serverSelectionTimeoutMS: START_MS, waitQueueTimeoutMS: START_MS, socketTimeoutMS: 0, maxPoolSize: 2 });
}

/** The database; without a name, the one in the connection string. */
export function openDatabase(client: MongoClient, name: string | undefined): Db {
  return client.db(name, PROMISES);
}
