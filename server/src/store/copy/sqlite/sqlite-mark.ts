import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Sql } from '../../sqlite/connection.ts';
import type { Mark } from '../installation.ts';

/** A table with one row, present until the copy is complete. */
const IS_MARKED = `SELECT 1 AS marked FROM sqlite_schema WHERE name = 'unfinishedCopy'`;
const READ = 'SELECT mark FROM unfinishedCopy';
const MAKE = 'CREATE TABLE IF NOT EXISTS unfinishedCopy (number INTEGER PRIMARY KEY CHECK (number = 1), mark TEXT NOT NULL) STRICT';
const WRITE = 'INSERT OR REPLACE INTO unfinishedCopy VALUES (1, @mark)';
const REMOVE = 'DROP TABLE unfinishedCopy';

export function readMark(sql: Sql): Mark | null {
  const text = sql.get(IS_MARKED) && sql.get<{ mark: string }>(READ)?.mark;
  return text ? (JSON.parse(text) as Mark) : null;
}

export function writeMark(sql: Sql, mark: Mark): void {
  if (!sql.get(IS_MARKED)) sql.run(MAKE);
  sql.run(WRITE, { mark: JSON.stringify(mark) });
}

export function removeMark(sql: Sql): void {
  sql.run(REMOVE);
}

/** The mark of a file that is not open in this process; null when it has none, or is not a database. Changes nothing. */
export function peekMark(file: string): Mark | null {
  if (!existsSync(file) || !statSync(file).isFile()) return null;
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    return database.prepare(IS_MARKED).get() ? (JSON.parse(database.prepare<[], string>(READ).pluck().get() ?? 'null') as Mark | null) : null;
  } catch (failure) {
    // The next process to open the file reports what is wrong with it.
    if (failure instanceof Database.SqliteError) return null;
    throw failure;
  } finally {
    database?.close();
  }
}
