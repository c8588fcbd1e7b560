import { type SimpleStores, simpleStores } from '../port/simple-stores.ts';
import { createRunExclusively } from '../run-exclusively.ts';
import type { Store } from '../store.ts';
import { createAgentReadMarkStore } from './agent-read-marks.ts';
import { createAgentStore } from './agents.ts';
import { startCheck } from './background-check.ts';
import { checkAfterCrash, isCheckDue, setCheckDue } from './check-after-crash.ts';
import { type Connection, openConnection, wasLeftOpen } from './connection.ts';
import { createConversationCache } from './conversation-cache.ts';
import { createConversationStore } from './conversations.ts';
import { createFaqStore } from './faqs.ts';
import { createEngine, type EngineDeps } from './group-commit.ts';
import { indexWhenMany, rebuildIndexes } from './indexing.ts';
import { createJobStore, createJobWrites, freeLeases } from './jobs.ts';
import { createMaintenance } from './maintenance.ts';
import { createMessageStore } from './messages.ts';
import { migrate } from './migrations.ts';
import { createReader, createReaderHere, type Reader } from './reader.ts';
import { createRecordStore } from './record-store.ts';
import { createSessionStore } from './sessions.ts';
import { createSiteStore } from './sites.ts';
import { isCorrupt, unavailable } from './sqlite-errors.ts';
import { inTransaction } from './transaction.ts';
import { createVisitorStore } from './visitors.ts';

export type SqliteOptions = Partial<EngineDeps> & {
  /** Path of the database file, created with its folder if needed; `:memory:` for a store that ends with its process. */
  file: string;
  /** Whether long reads run in a separate thread; by default they do, except for a database in memory. */
  readsInThread?: boolean;
};

const CHECK_WRITE = 'UPDATE writeChecks SET count = count + 1';

/** Opens the embedded store. Throws an error that says what to do when the file cannot be used. */
export function openSqliteStore({ file, clock = () => new Date(), onProblem = warn, readsInThread = file !== ':memory:' }: SqliteOptions): Store {
  try {
    const leftOpen = wasLeftOpen(file);
    const connection = openConnection(file);
    try {
      const isDue = leftOpen || isCheckDue(connection);
      const isComplete = !isDue || checkAfterCrash(connection).isComplete;
      migrate(connection, clock);
      inTransaction(connection, () => freeLeases(connection.sql, clock()));
      const reader = readsInThread ? createReader(file) : createReaderHere(connection.sql);
      const store = createSqliteStore(connection, { clock, onProblem }, reader);
      return isDue ? withCheck(store, connection, { isComplete, onProblem }) : store;
    } catch (failure) {
      connection.close();
      throw failure;
    }
  } catch (cause) {
    const advice = isCorrupt(cause) ? '; stop the server and restore a backup' : '';
    throw new Error(`The database ${file} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}${advice}.`, { cause });
  }
}

/** The store over a connection whose schema is up to date. */
export function createSqliteStore(connection: Connection, deps: EngineDeps, reader: Reader): Store {
  const cache = createConversationCache(connection.sql);
  const engine = createEngine(connection, deps, { beforeCommit: () => indexWhenMany(connection.sql), onStaleCache: cache.clear });
  const rebuilding = rebuildIndexes(engine);
  const jobs = createJobWrites(connection.sql, deps.clock);
  const { removals, maintain } = createMaintenance(connection, engine, { clock: deps.clock, onChange: cache.clear });
  return {
    ...(Object.fromEntries(simpleStores().map(([name, described]) => [name, createRecordStore(engine, described)])) as SimpleStores),
    sites: createSiteStore(engine, removals),
    agents: createAgentStore(engine),
    sessions: createSessionStore(engine),
    visitors: createVisitorStore(engine),
    conversations: createConversationStore(engine, { cache, removals, reader, jobs }),
    messages: createMessageStore(engine, { cache, jobs }),
    faqs: createFaqStore(engine),
    jobs: createJobStore(engine, jobs, deps.clock),
    agentReadMarks: createAgentReadMarkStore(engine),
    analytics: { report: (scope) => reader.read('report', scope) },
    // The database file belongs to one process: there are no other writers, and a transaction leaves nothing incomplete.
    changes: null,
    shareSecrets: async (own) => own,
    runExclusively: createRunExclusively(),
    maintain,
    checkWritable: () => engine.write(() => void engine.sql.run(CHECK_WRITE)),
    close: async () => {
      rebuilding.stop();
      removals.stop();
      // The last connection to close empties the log.
      await reader.close();
      engine.close();
    },
  };
}

/** The store while a background check reads its whole file: if that finds damage, the store reports it and is no longer ready. */
function withCheck(store: Store, connection: Connection, { isComplete, onProblem }: { isComplete: boolean; onProblem: (problem: unknown) => void }): Store {
  const note = (isDue: boolean) => {
    try {
      if (isCheckDue(connection) !== isDue) setCheckDue(connection, isDue);
    } catch (failure) {
      onProblem(new Error('could not record whether the database file must be checked', { cause: failure }));
    }
  };
  note(!isComplete);
  if (isComplete) return store;
  let damage: Error | null = null;
  let isClosing = false;
  const check = startCheck(connection.file);
  const checking = check.found.then(
    (found) => {
      if (isClosing) return;
      if (found === null) return note(false);
      damage = new Error(`the database file is damaged (${found}); stop the server and restore a backup`);
      onProblem(damage);
    },
    (failure: unknown) => {
      if (!isClosing) onProblem(new Error('the database file could not be checked after the crash; the next start checks it', { cause: failure }));
    },
  );
  return {
    ...store,
    checkWritable: () => (damage ? Promise.reject(unavailable(damage)) : store.checkWritable()),
    close: async () => {
      isClosing = true;
      await check.stop();
      await checking;
      await store.close();
    },
  };
}

function warn(problem: unknown): void {
  process.emitWarning(problem instanceof Error ? problem : String(problem));
}
