import Database from 'better-sqlite3';
import { AppError } from '../../failure.ts';

/** How long a client should wait before retrying, in milliseconds. */
const RETRY_AFTER_MS = 1000;
/** Caused by the disk, the file or a lock; a retry may succeed. */
const UNAVAILABLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CORRUPT|NOTADB|CANTOPEN|PROTOCOL|NOMEM)/;
/** What was read or written cannot be trusted before the file has been reopened and checked. */
const UNTRUSTED = /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN)/;

/** Maps SQLite's errors to the catalogue's; other errors stay unchanged. */
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

/** Whether the file itself is damaged. */
export function isCorrupt(failure: unknown): boolean {
  return codeOf(failure).startsWith('SQLITE_CORRUPT');
}

function codeOf(failure: unknown): string {
  return failure instanceof Database.SqliteError ? failure.code : '';
}

function isClosed(failure: unknown): boolean {
  return failure instanceof TypeError && failure.message === 'The database connection is not open';
}
