import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Connection, openConnection } from '../../sqlite/connection.ts';
import { MIGRATIONS } from '../../sqlite/migrations.ts';
import { CopyRefused } from '../installation.ts';
import { assertVersion } from '../version.ts';

/**
 * Opens a file that holds an installation, exclusively; null when there is no such file, or one without tables, as left by a process killed
 * while creating it. Checks the file before opening it for writing, so that a foreign file is not changed.
 */
export function openFile(file: string): Connection | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new CopyRefused(`${file} is a folder: name the database in it, ${join(file, 'supportchat.db')}.`);
    if (!found || found.size === 0) return null;
    const { version, isEmpty } = look(file);
    if (isEmpty) return null;
    assertVersion(file, version, MIGRATIONS.at(-1)?.number ?? 0);
    const connection = openConnection(file, { isAlone: true });
    connection.assertIntact();
    return connection;
  } catch (failure) {
    throw describe(file, failure);
  }
}

/** Creates the file and its folder. */
export function makeFile(file: string): Connection {
  try {
    return openConnection(file, { isAlone: true });
  } catch (failure) {
    throw describe(file, failure);
  }
}

/** `version`: the number of the newest migration; null when there are none. */
function look(file: string): { version: number | null; isEmpty: boolean } {
  const database = openToLook(file);
  try {
    const tables = database.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all();
    const version = tables.includes('migrations') ? database.prepare<[], number>('SELECT max(number) FROM migrations').pluck().get() : null;
    return { version: version ?? null, isEmpty: tables.length === 0 };
  } finally {
    database.close();
  }
}

function openToLook(file: string): Database.Database {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    database.pragma('schema_version');
    return database;
  } catch (failure) {
    database.close();
    if (!(failure instanceof Database.SqliteError && failure.code === 'SQLITE_READONLY_ROLLBACK')) throw failure;
    // A process was killed in the middle of a transaction: the next process to open the file for writing rolls it back.
    return new Database(file, { fileMustExist: true });
  }
}

function describe(file: string, failure: unknown): unknown {
  if (failure instanceof CopyRefused) return failure;
  const code = failure instanceof Database.SqliteError ? failure.code : '';
  if (code.startsWith('SQLITE_BUSY')) return new CopyRefused(`${file} is in use: stop the server that runs on it, then start again.`, { cause: failure });
  if (code === 'SQLITE_NOTADB') return new CopyRefused(`${file} is not an SQLite database.`, { cause: failure });
  return new CopyRefused(`${file} cannot be used: ${failure instanceof Error ? failure.message : String(failure)}.`, { cause: failure });
}
