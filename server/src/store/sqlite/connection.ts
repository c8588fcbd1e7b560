import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { foldCase, setApart } from '../search-words.ts';

/** Parameters of a statement: an object for `@name`, a list for `?`. */
export type Parameters = object | readonly (string | number | null)[];
/** Runs statements; each text is prepared once and kept, so write texts as constants. */
export type Sql = {
  get<Row = Record<string, unknown>>(text: string, parameters?: Parameters): Row | undefined;
  all<Row = Record<string, unknown>>(text: string, parameters?: Parameters): Row[];
  /** Returns the number of rows that were inserted, changed or deleted, without those of triggers and cascades. */
  run(text: string, parameters?: Parameters): number;
};

/** The one connection of a store. It can be opened anew; `sql` then goes on with the new one. */
export type Connection = {
  file: string;
  sql: Sql;
  /** Runs several statements, without parameters. */
  exec(text: string): void;
  pragma(text: string): unknown;
  inTransaction(): boolean;
  /** How many statements have changed rows so far. */
  writeCount(): number;
  /** Has another connection written since the last call? Ask within a transaction: until its end none can. */
  hasChangedElsewhere(): boolean;
  isOpen(): boolean;
  /** How long a statement waits for another process' lock, in milliseconds. The event loop waits with it. */
  waitForLocks(milliseconds: number): void;
  /** Reads the whole file, some seconds for a million messages; throws an error that says what to do when it is damaged. */
  assertSound(): void;
  /** Closes and opens the file again, so that nothing in memory is trusted, and asserts that it is sound. */
  reopen(): void;
  close(): void;
};

export const LOCK_TIMEOUT_MS = 1000;
const IN_MEMORY = ':memory:';
const NO_PARAMETERS = {};
const DATA_VERSION = 'PRAGMA data_version';

const isList = (parameters: Parameters): parameters is readonly unknown[] => Array.isArray(parameters);

/**
 * Opens the database file, made with its folder when there is none; `:memory:` lives until it is closed. `isAlone`: throws SQLITE_BUSY when
 * another process has the file open, and keeps others out until it is closed.
 */
export function openConnection(file: string, { isAlone = false } = {}): Connection {
  if (file !== IN_MEMORY) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let database = openDatabase(file, { mustExist: false, isAlone });
  let statements = new Map<string, Database.Statement>();
  let writes = 0;
  let version = 0;
  const prepare = (text: string) => {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return {
    file,
    sql: {
      get: <Row>(text: string, parameters: Parameters = NO_PARAMETERS) => {
        const statement = prepare(text);
        return (isList(parameters) ? statement.get(...parameters) : statement.get(parameters)) as Row | undefined;
      },
      all: <Row>(text: string, parameters: Parameters = NO_PARAMETERS) => {
        const statement = prepare(text);
        const rows = statement.all(parameters) as Row[];
        if (!statement.readonly) writes++;
        return rows;
      },
      run: (text, parameters = NO_PARAMETERS) => {
        const statement = prepare(text);
        const { changes } = isList(parameters) ? statement.run(...parameters) : statement.run(parameters);
        if (changes > 0) writes++;
        return changes;
      },
    },
    exec: (text) => void database.exec(text),
    pragma: (text) => database.pragma(text, { simple: true }),
    inTransaction: () => database.inTransaction,
    writeCount: () => writes,
    hasChangedElsewhere: () => {
      const before = version;
      version = Number(prepare(DATA_VERSION).pluck().get());
      return version !== before;
    },
    isOpen: () => database.open,
    waitForLocks: (milliseconds) => void database.pragma(`busy_timeout = ${milliseconds}`),
    assertSound: () => trust(file, () => assertSound(database)),
    reopen: () => {
      if (file === IN_MEMORY) return;
      statements = new Map();
      database.close();
      trust(file, () => {
        database = openDatabase(file, { mustExist: true, isAlone });
        assertSound(database);
      });
    },
    close: () => void database.close(),
  };
}

/** Did the last process end without closing the file? */
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
    database.function('setApart', { deterministic: true }, setApart);
    database.function('foldCase', { deterministic: true }, foldCase);
    return database;
  } catch (failure) {
    database.close();
    throw failure;
  }
}

/** An acknowledged write survives a power cut only with WAL and `synchronous = FULL`; throws unless the engine confirms both. */
export function assertDurable(database: Database.Database): void {
  const journal = database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if (journal !== (database.memory ? 'memory' : 'wal'))
    throw new Error(`SQLite cannot keep a write-ahead log here (journal_mode is ${journal}); use a local disk`);
  if (synchronous !== 2) throw new Error(`SQLite does not wait for the disk at commit (synchronous is ${synchronous}, must be 2)`);
}

function assertSound(database: Database.Database): void {
  const verdict = database.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw new Error(String(verdict));
}

function trust(file: string, check: () => void): void {
  try {
    check();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the file ${file} cannot be trusted (${reason}); if this stays, stop the server and restore a backup`, { cause });
  }
}
