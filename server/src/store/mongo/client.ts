import { type Db, MongoClient, ReadConcern } from 'mongodb';
import { DEADLINE_MS, LONG_MS } from './engine.ts';

const START_MS = 5000;
/** How many connections a process may have, unless it is told. */
const DEFAULT_POOL_SIZE = 20;

/** No one waits longer for a server, or a connection, than an act has time; whatever is under way is cut when the server gives no sign of life. */
const CLIENT_OPTIONS = {
  appName: 'supportchat',
  retryWrites: true,
  retryReads: true,
  serverSelectionTimeoutMS: DEADLINE_MS,
  waitQueueTimeoutMS: DEADLINE_MS,
  // Both also say when a server that does not answer counts as gone, and how soon it is found again.
  connectTimeoutMS: 1500,
  heartbeatFrequencyMS: 1000,
  minHeartbeatFrequencyMS: 250,
  socketTimeoutMS: LONG_MS + 2000,
  ignoreUndefined: true,
} as const;

/** What an acknowledgement means is not for a connection string to weaken: set at the database, where it beats what the string says. */
const PROMISES = {
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 },
  readConcern: new ReadConcern('majority'),
  readPreference: 'primary',
} as const;

/** The client of a running store. */
export function createClient(uri: string, maxPoolSize = DEFAULT_POOL_SIZE): MongoClient {
  return new MongoClient(uri, { ...CLIENT_OPTIONS, maxPoolSize });
}

/** The client of a start: an index of many messages takes longer than any message may, and the server may start at the same time. */
export function createStartClient(uri: string): MongoClient {
  return new MongoClient(uri, { ...CLIENT_OPTIONS, serverSelectionTimeoutMS: START_MS, waitQueueTimeoutMS: START_MS, socketTimeoutMS: 0, maxPoolSize: 2 });
}

/** The database; without a name the one that the connection string names. */
export function openDatabase(client: MongoClient, name: string | undefined): Db {
  return client.db(name, PROMISES);
}
