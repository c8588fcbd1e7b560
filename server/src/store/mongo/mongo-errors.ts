import { MongoDriverError, MongoNetworkError, MongoServerError, MongoSystemError, MongoWriteConcernError } from 'mongodb';
import { AppError } from '../../failure.ts';

/** How long a client should wait before retrying, in milliseconds. */
const RETRY_AFTER_MS = 1000;
const DUPLICATE_KEY = 11_000;
const WRITE_CONFLICT = 112;

/**
 * The server cannot execute the command now, or cannot say whether it did: it fails internally (1, 8), is unreachable (6, 7, 89, 9001), shuts
 * down (91, 11600), changes its primary (189, 10058, 10107, 11602, 13435, 13436), is full (14031), too slow (24, 50, 64, 202, 262), or two
 * writes conflicted (112, 251).
 */
const UNAVAILABLE = new Set([1, 6, 7, 8, 24, 50, 64, 89, 91, 112, 189, 202, 251, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436, 14031]);

/** Maps the driver's errors to the catalogue's; other errors stay unchanged. */
export function describeMongoError(failure: unknown): unknown {
  if (failure instanceof AppError) return failure;
  if (isDuplicateKey(failure)) return new AppError('CONFLICT', { cause: failure });
  if (isOutOfReach(failure)) return unavailable(failure);
  return failure;
}

/** Nothing can be stored now, because of `cause`. */
export function unavailable(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', { retryAfterMs: RETRY_AFTER_MS, cause });
}

/** A catalogue error for an unavailable store. */
export function isUnavailable(failure: unknown): failure is AppError {
  return failure instanceof AppError && failure.code === 'UNAVAILABLE';
}

/** A unique index rejected the write. */
export function isDuplicateKey(failure: unknown): boolean {
  return failure instanceof MongoServerError && failure.code === DUPLICATE_KEY;
}

/** Nothing was written because two writes conflicted: either may be retried. */
export function isWriteConflict(failure: unknown): boolean {
  return failure instanceof MongoServerError && failure.code === WRITE_CONFLICT;
}

/** The driver's own errors concern connections, pools and unreachable servers; a wrong call is a bug and is reported as one. */
function isOutOfReach(failure: unknown): boolean {
  if (failure instanceof MongoNetworkError || failure instanceof MongoSystemError || failure instanceof MongoWriteConcernError) return true;
  // A bulk write that lost its connection is reported as a server reply that contains the original error.
  if (failure instanceof MongoServerError) return UNAVAILABLE.has(Number(failure.code)) || isOutOfReach(failure.errorResponse);
  return (
    failure instanceof MongoDriverError &&
    /^Mongo(NotConnected|ClientClosed|TopologyClosed|WaitQueueTimeout|PoolCleared|PoolClosed|ServerClosed|ExpiredSession|OperationTimeout)/.test(failure.name)
  );
}
