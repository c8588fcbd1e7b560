import type { ErrorBody, ErrorCode } from '@supportchat/protocol/errors';

type FailureBody = Partial<Omit<ErrorBody, 'code'>> & { code: ErrorCode | 'OFFLINE'; message: string };

/** A failed call: the server's catalogue code, or OFFLINE when no answer came. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'OFFLINE';
  /** HTTP status; 0 without an answer or over the socket. */
  readonly status: number;
  /** Identifies the server's log lines; empty without an answer. */
  readonly requestId: string;
  /** VALIDATION only: what is wrong with which field. */
  readonly details: NonNullable<ErrorBody['details']>;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(body: FailureBody, status = 0) {
    super(body.message);
    this.name = 'ApiError';
    this.code = body.code;
    this.status = status;
    this.requestId = body.requestId ?? '';
    this.details = body.details ?? [];
    this.retryable = body.retryable ?? false;
    this.retryAfterMs = body.retryAfterMs;
  }
}

/** Over the socket there is no status. */
const isServerFailure = ({ status, code }: ApiError) => (status === 0 ? code === 'INTERNAL' || code === 'UNAVAILABLE' : status >= 500);

/** No answer came: the network, the server or a proxy in between is down. */
export const offlineError = () => new ApiError({ code: 'OFFLINE', message: 'No connection to the server. Check your network and try again.', retryable: true });

/** What to show for any thrown value. A request id belongs to failures of the server: it identifies the log lines to look for. */
export function describeError(error: unknown): { message: string; requestId: string } {
  if (error instanceof ApiError) return { message: error.message, requestId: isServerFailure(error) ? error.requestId : '' };
  return { message: error instanceof Error && error.message ? error.message : 'Something went wrong on this page. Reload it and try again.', requestId: '' };
}
