import type { Connection } from './connection.ts';
import { describeSqliteError, isUntrusted } from './sqlite-errors.ts';

export type Act = () => unknown;
export type Outcome = { result: unknown } | { failure: unknown };

export type Hooks = {
  /** Ends every transaction, after its acts. */
  beforeCommit(): void;
  /** Cached database state may be wrong: a write was rolled back, or another connection has written. */
  onStaleCache(): void;
};

/** An act failed after a write: its transaction runs again with savepoints. */
class PartialWrite extends Error {}

/**
 * Runs the acts in order in one transaction. An act that throws is rolled back alone; throws itself when nothing could be committed. Acts must
 * touch nothing but the database, since they may run a second time.
 */
export function runInOneTransaction(connection: Connection, acts: Act[], { beforeCommit, onStaleCache }: Hooks): Outcome[] {
  const run = (runOne: (connection: Connection, act: Act) => Outcome) => {
    try {
      return inTransaction(connection, () => {
        if (connection.hasChangedElsewhere()) onStaleCache();
        const outcomes = acts.map((act) => runOne(connection, act));
        beforeCommit();
        return outcomes;
      });
    } catch (failure) {
      onStaleCache();
      throw failure;
    }
  };
  try {
    return run(runWithoutSavepoint);
  } catch (failure) {
    if (failure instanceof PartialWrite) return run((_connection, act) => runWithSavepoint(connection, act, onStaleCache));
    throw failure;
  }
}

/** Most acts that fail have written nothing yet; a savepoint per act would cost a tenth of everyone's time. */
function runWithoutSavepoint(connection: Connection, act: Act): Outcome {
  const before = connection.writeCount();
  try {
    return { result: act() };
  } catch (failure) {
    if (isTransactionLost(connection, failure)) throw failure;
    if (connection.writeCount() !== before) throw new PartialWrite();
    return { failure: describeSqliteError(failure) };
  }
}

function runWithSavepoint(connection: Connection, act: Act, onDoubt: () => void): Outcome {
  const { sql } = connection;
  sql.run('SAVEPOINT act');
  try {
    const result = act();
    sql.run('RELEASE act');
    return { result };
  } catch (failure) {
    onDoubt();
    if (isTransactionLost(connection, failure)) throw failure;
    sql.run('ROLLBACK TO act');
    sql.run('RELEASE act');
    return { failure: describeSqliteError(failure) };
  }
}

/** SQLite may have aborted the whole transaction, including the acts before this one. */
function isTransactionLost(connection: Connection, failure: unknown): boolean {
  return isUntrusted(failure) || !connection.inTransaction();
}

/** Commits what the work has written, or rolls all of it back and throws. */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  const { sql } = connection;
  sql.run('BEGIN IMMEDIATE');
  try {
    const result = work();
    sql.run('COMMIT');
    return result;
  } catch (failure) {
    if (connection.inTransaction()) sql.run('ROLLBACK');
    throw failure;
  }
}
