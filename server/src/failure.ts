import { ERRORS, type ErrorBody, type ErrorCode } from '@supportchat/protocol/errors';
import type { z } from 'zod';
import { withoutUnknownKeys } from './without-unknown-keys.ts';

export type FailureDetails = { path: string; message: string }[];

/** A catalogue error. Acts throw it; the edge (HTTP or socket) returns it to the client. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: FailureDetails | undefined;
  readonly retryAfterMs: number | undefined;
  /** `message` replaces the catalogue's sentence where it can name the cause. Clients see it. */
  constructor(code: ErrorCode, more: { message?: string; details?: FailureDetails; retryAfterMs?: number; cause?: unknown } = {}) {
    super(more.message ?? ERRORS[code].message, { cause: more.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = more.details;
    this.retryAfterMs = more.retryAfterMs;
  }
}

/** Turns any thrown value into what a client may know: never a stack, a query or a path. */
export function describeFailure(failure: unknown, requestId: string): ErrorBody {
  const known = failure instanceof AppError ? failure : new AppError(codeOf(failure));
  const entry: { status: number; message: string; retryable?: true } = ERRORS[known.code];
  return {
    code: known.code,
    message: known.message,
    requestId,
    ...(known.details && { details: known.details }),
    ...(entry.retryable && { retryable: true }),
    ...(known.retryAfterMs !== undefined && { retryAfterMs: known.retryAfterMs }),
  };
}

/** Whether the operator has to look into this failure, as opposed to a client's mistake. */
export function isOurFault(failure: unknown): boolean {
  return ERRORS[failure instanceof AppError ? failure.code : codeOf(failure)].status >= 500;
}

/**
 * Parses with the schema, or throws VALIDATION naming each field. Messages repeat parts of the input, so they are cut. `isNewer`: the client
 * may know more keys than this server; those are dropped.
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown, { isNewer = false } = {}): z.output<S> {
  const first = schema.safeParse(input);
  const result = first.success || !isNewer ? first : schema.safeParse(withoutUnknownKeys(input, first.error.issues));
  if (result.success) return result.data;
  const details = result.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.').slice(0, 100), message: message.slice(0, 300) }));
  throw new AppError('VALIDATION', { details });
}

/** Errors from Express's own middleware carry a status. */
function codeOf(failure: unknown): ErrorCode {
  const status = failure instanceof Error && 'status' in failure ? failure.status : undefined;
  if (status === 413) return 'PAYLOAD_TOO_LARGE';
  if (typeof status === 'number' && status >= 400 && status < 500) return 'VALIDATION';
  return 'INTERNAL';
}
