import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Connection, openConnection } from '../../sqlite/connection.ts';
import { MIGRATIONS } from '../../sqlite/migrations.ts';
import { CopyRefused } from '../installation.ts';
import { assertVersion } from '../version.ts';

/**
 * Opens a file that holds an installation, alone; null when there is no such file, or an empty one. Looks before it opens for writing, so
 * that what is not ours stays as it is.
 */
export function openFile(file: string): Connection | null {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new CopyRefused(`${file} is a folder: name the database in it, ${join(file, 'supportchat.db')}.`);
    if (!found || found.size === 0) return null;
    assertVersion(file, readVersion(file), MIGRATIONS.at(-1)?.number ?? 0);
    const connection = openConnection(file, { isAlone: true });
    connection.assertSound();
    return connection;
  } catch (failure) {
    throw describe(file, failure);
  }
}

/** Makes the file, with its folder. */
export function makeFile(file: string): Connection {
  try {
    return openConnection(file, { isAlone: true });
  } catch (failure) {
    throw describe(file, failure);
  }
}

/** The number of the newest migration; null when there are none. */
function readVersion(file: string): number | null {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const isOurs = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'migrations'`).get();
    return isOurs ? (database.prepare<[], number>('SELECT max(number) FROM migrations').pluck().get() ?? null) : null;
  } finally {
    database.close();
  }
}

function describe(file: string, failure: unknown): unknown {
  if (failure instanceof CopyRefused) return failure;
  const code = failure instanceof Database.SqliteError ? failure.code : '';
  if (code.startsWith('SQLITE_BUSY')) return new CopyRefused(`${file} is in use: stop the server that runs on it, then start again.`, { cause: failure });
  if (code === 'SQLITE_NOTADB') return new CopyRefused(`${file} is not an SQLite database.`, { cause: failure });
  return new CopyRefused(`${file} cannot be used: ${failure instanceof Error ? failure.message : String(failure)}.`, { cause: failure });
}
