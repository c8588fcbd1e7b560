import type { Db, MongoClient } from 'mongodb';
import type { BlobStorage } from '../../blobs/blob-storage.ts';
import { type SimpleStores, simpleStores } from '../port/simple-stores.ts';
import { createRunExclusively } from '../run-exclusively.ts';
import type { Store } from '../store.ts';
import { createAgentReadMarkStore } from './agent-read-marks.ts';
import { createAgentStore } from './agents.ts';
import { createAnalyticsStore } from './analytics.ts';
import { append } from './append.ts';
import { createChangeStore } from './changes.ts';
import { createClient, createStartClient, openDatabase } from './client.ts';
import { createConversationStore } from './conversations.ts';
import { createEngine, type Engine, type EngineDeps, LONG_MS } from './engine.ts';
import { createFaqStore } from './faqs.ts';
import { createGridFsStorage } from './grid-fs.ts';
import { createJobStore } from './jobs.ts';
import { createJobsOfActs } from './jobs-of-acts.ts';
import { createLanes } from './lanes.ts';
import { runWhenFree } from './locks.ts';
import { createMessageStore } from './messages.ts';
import { migrate } from './migrations.ts';
import { createPurgeExpired } from './purge-expired.ts';
import { createRecordStore } from './record-store.ts';
import { addMissedTerms, rebuildTerms } from './reindexing.ts';
import { createRepairs, repairAll } from './repair.ts';
import { createSessionStore } from './sessions.ts';
import { shareSecrets } from './shared-secrets.ts';
import { createSiteStore } from './sites.ts';
import { createVisitorStore } from './visitors.ts';

/** The database also keeps uploaded files. */
export type MongoStore = Store & { gridFs: BlobStorage };
export type MongoOptions = EngineDeps & {
  /** Connection string; its database is used, or `supportchat` if it names none. */
  uri: string;
  /** Maximum connections of this process; 20 by default. */
  maxPoolSize?: number | undefined;
};

/** How far maintenance looks back, in milliseconds; earlier changes were covered by startup and previous runs. */
const MAINTAINED_MS = 180_000;
/** Opens the store in MongoDB. Throws an error that says what to do when it cannot be used. */
export async function openMongoStore({ uri, maxPoolSize, ...deps }: MongoOptions): Promise<MongoStore> {
  let client: MongoClient | undefined;
  try {
    client = createClient(uri, maxPoolSize);
    await bringUpToDate(uri, deps);
    await client.connect();
    return createMongoStore(client, openDatabase(client, databaseOf(uri)), deps);
  } catch (cause) {
    await client?.close();
    const where = client?.options.hosts.join(', ') ?? 'MONGODB_URI';
    throw new Error(`The MongoDB at ${where} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}

/** Migrates and repairs after a crash, over a separate connection. */
async function bringUpToDate(uri: string, deps: EngineDeps): Promise<void> {
  const client = createStartClient(uri);
  try {
    const engine = createEngine(openDatabase(client, databaseOf(uri)), deps);
    await migrate(engine, deps.clock);
    await repairAll(engine, { hasPassed: false });
  } finally {
    await client.close();
  }
}

function createMongoStore(client: MongoClient, db: Db, deps: EngineDeps): MongoStore {
  const { clock } = deps;
  const engine = createEngine(db, deps);
  const repairs = createRepairs(engine, () => lanes);
  const lanes = createLanes((runs) => append(engine, runs, repairs.add));
  const runExclusively = createMongoRunExclusively(engine);
  const purgeExpired = createPurgeExpired(engine);
  const reindexing = rebuildTerms(engine, runExclusively);
  return {
    ...(Object.fromEntries(simpleStores().map(([name, described]) => [name, createRecordStore(engine, described)])) as SimpleStores),
    sites: createSiteStore(engine),
    agents: createAgentStore(engine),
    sessions: createSessionStore(engine),
    visitors: createVisitorStore(engine),
    conversations: createConversationStore(engine, lanes, { onUncertain: repairs.add, reindexing }),
    messages: createMessageStore(engine, lanes, repairs.add),
    faqs: createFaqStore(engine, reindexing),
    jobs: createJobStore(engine, createJobsOfActs(engine, clock)),
    agentReadMarks: createAgentReadMarkStore(engine),
    analytics: createAnalyticsStore(engine),
    changes: createChangeStore(engine, lanes),
    gridFs: createGridFsStorage(db),
    shareSecrets: (own) => engine.run((deadline) => shareSecrets(engine, own, deadline)),
    runExclusively,
    maintain: async () => {
      await engine.run((deadline) => repairAll(engine, deadline, new Date(clock().getTime() - MAINTAINED_MS)), LONG_MS);
      await addMissedTerms(engine, clock());
      return { removed: await engine.run((deadline) => purgeExpired(clock(), deadline), LONG_MS) };
    },
    checkWritable: () =>
      engine.run(async () => void (await engine.collection('checks').updateOne({ _id: 'write' as never }, { $inc: { count: 1 } }, { upsert: true }))),
    close: async () => {
      repairs.close();
      reindexing.stop();
      await engine.close();
      await client.close();
    },
  };
}

/** Exclusive within this process, and across processes through a lock in the database. */
function createMongoRunExclusively(engine: Engine): Store['runExclusively'] {
  const runHere = createRunExclusively();
  return async (name, act) => {
    let isFree = false;
    const isFirst = await runHere(name, async () => {
      isFree = await runWhenFree(engine, `alone ${name}`, act);
    });
    return isFirst && isFree;
  };
}

/** The database to use; undefined = the one in the address. */
export function databaseOf(uri: string): string | undefined {
  return /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(uri) ? undefined : 'supportchat';
}
