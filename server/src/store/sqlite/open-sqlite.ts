import { createRunAlone } from '../run-alone.ts';
import type { Store } from '../store.ts';
import { createAgentStore } from './agents.ts';
import { createAnalyticsStore } from './analytics.ts';
import { type Connection, openConnection, wasLeftOpen } from './connection.ts';
import { createConversationStore } from './conversations.ts';
import { createFaqStore } from './faqs.ts';
import { createEngine, type EngineDeps } from './group-commit.ts';
import { createKnownConversations } from './known-conversations.ts';
import { indexWhenMany } from './message-search.ts';
import { createMessageStore } from './messages.ts';
import { migrate } from './migrations.ts';
import { createSessionStore } from './sessions.ts';
import { createSiteStore } from './sites.ts';
import { createVisitorStore } from './visitors.ts';

export type SqliteOptions = Partial<EngineDeps> & {
  /** Path of the database file, made with its folder when there is none; `:memory:` for a store that ends with its process. */
  file: string;
};

const CHECK_WRITE = 'UPDATE writeChecks SET count = count + 1';

/** Opens the embedded store. Throws an error that says what to do when the file cannot be used. */
export function openSqliteStore({ file, clock = () => new Date(), onProblem = warn }: SqliteOptions): Store {
  try {
    const leftOpen = wasLeftOpen(file);
    const connection = openConnection(file);
    try {
      if (leftOpen) connection.assertSound();
      migrate(connection, clock);
      return createSqliteStore(connection, { clock, onProblem });
    } catch (failure) {
      connection.close();
      throw failure;
    }
  } catch (cause) {
    throw new Error(`The database ${file} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}

/** The store over a connection whose schema is the newest. */
export function createSqliteStore(connection: Connection, deps: EngineDeps): Store {
  const known = createKnownConversations(connection.sql);
  const engine = createEngine(connection, deps, { beforeCommit: () => indexWhenMany(connection.sql), onDoubt: known.forget });
  return {
    sites: createSiteStore(engine, known),
    agents: createAgentStore(engine),
    sessions: createSessionStore(engine),
    visitors: createVisitorStore(engine),
    conversations: createConversationStore(engine, known),
    messages: createMessageStore(engine, known),
    faqs: createFaqStore(engine),
    analytics: createAnalyticsStore(engine),
    // The database file belongs to one process: nobody else changes it, and a transaction leaves nothing half done.
    changes: null,
    shareSecrets: async (own) => own,
    runAlone: createRunAlone(),
    maintain: async () => {},
    checkWritable: () => engine.write(() => void engine.sql.run(CHECK_WRITE)),
    close: async () => engine.close(),
  };
}

function warn(problem: unknown): void {
  process.emitWarning(problem instanceof Error ? problem : String(problem));
}
