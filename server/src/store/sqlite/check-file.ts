import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

const MAX_PROBLEMS = 20;

/** Reads a whole database file, its indexes row by row; returns the damage found, or nothing when it is sound. A server may be running on it. */
export function checkFile(file: string): string[] {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no database ${file}.`);
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const found = database.pragma(`integrity_check(${MAX_PROBLEMS})`) as { integrity_check: string }[];
    return found.map((row) => row.integrity_check).filter((verdict) => verdict !== 'ok');
  } catch (failure) {
    return [failure instanceof Error ? failure.message : String(failure)];
  } finally {
    database.close();
  }
}
