import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { foldCase } from '../fold-case.ts';
import { searchTerms } from './full-text.ts';
import { createSql, type Sql } from './statements.ts';

export type { Parameters, Sql } from './statements.ts';

/** The store's only connection. It can be reopened; `sql` then uses the new one. */
export type Connection = {
  file: string;
  sql: Sql;
  /** Runs several statements without parameters. */
  exec(text: string): void;
  pragma(text: string): unknown;
  inTransaction(): boolean;
  /** How many statements have changed rows so far. */
  writeCount(): number;
  /** Whether another connection has written since the last call. Call it within a transaction: until its end none can. */
  hasChangedElsewhere(): boolean;
  isOpen(): boolean;
  /** How long a statement waits for another process's lock, in milliseconds. The event loop is blocked meanwhile. */
  waitForLocks(milliseconds: number): void;
  /** Reads the whole file, which takes a few seconds for a million messages; throws an error that says what to do when it is damaged. */
  assertIntact(): void;
  /** Writes the log into the file and empties it; false while another connection reads. Does not wait for it. */
  truncateLog(): boolean;
  /** Runs a check of the file, which throws an error that says what to do. */
  runCheck(check: () => void): void;
  /** Closes and reopens the file, so that nothing in memory is trusted, and asserts that it is sound. */
  reopen(): void;
  close(): void;
};

export const LOCK_TIMEOUT_MS = 1000;
const IN_MEMORY = ':memory:';
const DATA_VERSION = 'PRAGMA data_version';

/**
 * Opens the database file, creating it and its folder if needed; `:memory:` lasts until it is closed. `isAlone`: throws SQLITE_BUSY when
 * another process has the file open, and keeps others out until it is closed.
 */
export function openConnection(file: string, { isAlone = false } = {}): Connection {
  if (file !== IN_MEMORY) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let database = openDatabase(file, { mustExist: false, isAlone });
  let writes = 0;
  let version = 0;
  const countWrite = () => void writes++;
  let current = createSql(database, countWrite);
  return {
    file,
    sql: {
      get: (text, parameters) => current.get(text, parameters),
      all: (text, parameters) => current.all(text, parameters),
      run: (text, parameters) => current.run(text, parameters),
    },
    exec: (text) => void database.exec(text),
    pragma: (text) => database.pragma(text, { simple: true }),
    inTransaction: () => database.inTransaction,
    writeCount: () => writes,
    hasChangedElsewhere: () => {
      const before = version;
      version = current.get<{ data_version: number }>(DATA_VERSION)?.data_version ?? 0;
      return version !== before;
    },
    isOpen: () => database.open,
    waitForLocks: (milliseconds) => void database.pragma(`busy_timeout = ${milliseconds}`),
    truncateLog: () => {
      database.pragma('busy_timeout = 0');
      try {
        return database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
      } finally {
        database.pragma(`busy_timeout = ${LOCK_TIMEOUT_MS}`);
      }
    },
    runCheck: (check) => runCheck(file, check),
    assertIntact: () => runCheck(file, () => assertIntact(database)),
    reopen: () => {
      if (file === IN_MEMORY) return;
      database.close();
      runCheck(file, () => {
        database = openDatabase(file, { mustExist: true, isAlone });
        current = createSql(database, countWrite);
        assertIntact(database);
      });
    },
    close: () => void database.close(),
  };
}

/** Whether the last process ended without closing the file. */
export function wasLeftOpen(file: string): boolean {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return log !== undefined && log.size > 0;
}

function openDatabase(file: string, { mustExist, isAlone }: { mustExist: boolean; isAlone: boolean }): Database.Database {
  const database = new Database(file, { fileMustExist: mustExist, timeout: LOCK_TIMEOUT_MS });
  try {
    if (isAlone) database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('secure_delete = ON');
    database.pragma('journal_size_limit = 67108864');
    database.pragma('temp_store = MEMORY');
    database.pragma('cache_size = -65536');
    database.pragma('wal_autocheckpoint = 8000');
    assertDurable(database);
    database.function('searchTerms', { deterministic: true, varargs: true }, searchTerms);
    database.function('foldCase', { deterministic: true }, foldCase);
    return database;
  } catch (failure) {
    database.close();
    throw failure;
  }
}

/** An acknowledged write survives a power failure only with WAL and `synchronous = FULL`; throws unless the engine confirms both. */
export function assertDurable(database: Database.Database): void {
  const journal = database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if (journal !== (database.memory ? 'memory' : 'wal'))
    throw new Error(`SQLite cannot keep a write-ahead log here (journal_mode is ${journal}); use a local disk`);
  if (synchronous !== 2) throw new Error(`SQLite does not wait for the disk at commit (synchronous is ${synchronous}, must be 2)`);
}

function assertIntact(database: Database.Database): void {
  const verdict = database.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw new Error(String(verdict));
}

function runCheck(file: string, check: () => void): void {
  try {
    check();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the file ${file} cannot be trusted (${reason}); if this stays, stop the server and restore a backup`, { cause });
  }
}
