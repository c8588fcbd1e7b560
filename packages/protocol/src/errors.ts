/**
 * The error catalogue: every failure that SupportChat reports to a client, over REST, in an ack or in the `error` event.
 * `status` is the HTTP status; `message` says what to do next; `retryable` means that the same call may succeed later.
 * No zod here: the widget imports this file.
 */
export const ERRORS = {
  VALIDATION: { status: 400, message: 'Some fields are not valid. Correct them and try again.' },
  UNAUTHENTICATED: { status: 401, message: 'Sign in to continue.' },
  INVALID_CREDENTIALS: { status: 401, message: 'Email or password is incorrect.' },
  SESSION_ENDED: { status: 401, message: 'This session has ended. Sign in again.' },
  ACCOUNT_DEACTIVATED: { status: 401, message: 'This account was deactivated. Ask an owner or admin to reactivate it.' },
  SETUP_LINK_INVALID: { status: 403, message: 'This setup link is not valid. Use the latest link that the server printed when it started.' },
  SETUP_DONE: { status: 409, message: 'Setup is already complete. Sign in instead.' },
  INVITE_INVALID: { status: 403, message: 'This invitation has expired or was already used. Ask an admin for a new link.' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this. Ask an owner or admin.' },
  SITE_INVALID: { status: 403, message: 'This site key is unknown or the site is switched off. Check the embed code.' },
  ORIGIN_NOT_ALLOWED: { status: 403, message: 'This page’s domain is not allowed. Add it under Sites → General.' },
  NOT_FOUND: { status: 404, message: 'Not found, or you do not have access to it.' },
  CONFLICT: { status: 409, message: 'Someone changed this in the meantime. Check the latest version and try again.' },
  EMAIL_TAKEN: { status: 409, message: 'An account with this email already exists.' },
  LAST_OWNER: { status: 409, message: 'The last active owner cannot be removed, deactivated or given another role.' },
  CONVERSATION_CLOSED: { status: 409, message: 'This conversation is closed. A new message from the visitor starts a new one.' },
  HUMAN_NOT_OFFERED: { status: 409, message: 'Asking for a person is switched off on this site.' },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'This is too large. The limit is 64 kB.' },
  RANGE_NOT_SATISFIABLE: { status: 416, message: 'The file has no such range.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Wait a moment and try again.', retryable: true },
  INTERNAL: { status: 500, message: 'Something went wrong. Try again. If it keeps happening, send the request ID to your administrator.', retryable: true },
  SEARCH_NOT_READY: {
    status: 503,
    message: 'The search index is being rebuilt after an update. Try again in a few minutes.',
    retryable: true,
  },
  TIMED_OUT: { status: 503, message: 'This took too long. Ask for less at once, or try again.', retryable: true },
  UNAVAILABLE: { status: 503, message: 'The server cannot save changes right now. Try again in a moment.', retryable: true },
} as const satisfies Record<string, { status: number; message: string; retryable?: true }>;

/** A catalogue code. */
export type ErrorCode = keyof typeof ERRORS;

/** A failure as clients receive it. The same shape in REST (`{ error }`), acks (`{ ok: false, error }`) and the `error` event. */
export type ErrorBody = {
  code: ErrorCode;
  /** A sentence for people that says what to do. */
  message: string;
  /** Identifies the server's log lines of this failure. */
  requestId: string;
  /** VALIDATION only: each field's path and what is wrong with it. */
  details?: { path: string; message: string }[];
  /** True when the same call may succeed later. */
  retryable?: boolean;
  /** Wait at least this long before retrying, in milliseconds. */
  retryAfterMs?: number;
};

/** The ack of a client event: the result's fields along with `ok: true`, or the failure. */
export type Ack<T extends object = object> = ({ ok: true } & T) | { ok: false; error: ErrorBody };
