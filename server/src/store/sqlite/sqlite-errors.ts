import Database from 'better-sqlite3';
import { AppError } from '../../failure.ts';

/** How long a client should wait before it tries again, in milliseconds. */
const RETRY_AFTER_MS = 1000;
/** The disk, the file or a lock is in the way; it may work later. */
const UNAVAILABLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CORRUPT|NOTADB|CANTOPEN|PROTOCOL|NOMEM)/;
/** What was read or written can no longer be trusted before the file has been reopened and checked. */
const UNTRUSTED = /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN)/;

/** Turns SQLite's errors into the catalogue's; other failures stay as they are. */
export function describeSqliteError(failure: unknown): unknown {
  if (failure instanceof AppError) return failure;
  if (isClosed(failure) || UNAVAILABLE.test(codeOf(failure))) return unavailable(failure);
  switch (codeOf(failure)) {
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
      return new AppError('CONFLICT', { cause: failure });
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return new AppError('NOT_FOUND', { cause: failure });
    default:
      return failure;
  }
}

/** Nothing can be stored now, because of `cause`. */
export function unavailable(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', { retryAfterMs: RETRY_AFTER_MS, cause });
}

export function isUntrusted(failure: unknown): boolean {
  return UNTRUSTED.test(codeOf(failure));
}

/** Is the file itself damaged? */
export function isCorrupt(failure: unknown): boolean {
  return codeOf(failure).startsWith('SQLITE_CORRUPT');
}

function codeOf(failure: unknown): string {
  return failure instanceof Database.SqliteError ? failure.code : '';
}

function isClosed(failure: unknown): boolean {
  return failure instanceof TypeError && failure.message === 'The database connection is not open';
}
