/**
 * The error catalogue: every failure that SupportChat tells a client, over REST, in an ack or in the `error` event.
 * `status` is the HTTP status; `message` says what to do next; `retryable` means that the same call may succeed later.
 * No zod here: the widget imports this file.
 */
export const ERRORS = {
  VALIDATION: { status: 400, message: 'Some fields are not valid. See details, correct them and send again.' },
  UNAUTHENTICATED: { status: 401, message: 'Sign in to continue.' },
  INVALID_CREDENTIALS: { status: 401, message: 'E-mail or password is wrong.' },
  SESSION_ENDED: { status: 401, message: 'This session has ended. Sign in again.' },
  SETUP_LINK_INVALID: { status: 403, message: 'This set-up link is not valid. Use the newest link that the server printed at its start.' },
  SETUP_DONE: { status: 409, message: 'Set-up is done already. Sign in instead.' },
  INVITE_INVALID: { status: 403, message: 'This invitation is used up, expired or unknown. Ask an admin for a new link.' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this. Ask an owner or admin.' },
  SITE_INVALID: { status: 403, message: 'This site key is unknown or its site is switched off. Check the embed code.' },
  ORIGIN_NOT_ALLOWED: { status: 403, message: 'Pages of this domain may not do this. For the chat: add it to the allowed domains under Sites.' },
  NOT_FOUND: { status: 404, message: 'Not found, or not yours to see.' },
  CONFLICT: { status: 409, message: 'Somebody changed this in the meantime. Look at the newest state and try again.' },
  EMAIL_TAKEN: { status: 409, message: 'An account with this e-mail exists already.' },
  LAST_OWNER: { status: 409, message: 'The last active owner cannot be removed, deactivated or given another role.' },
  CONVERSATION_CLOSED: { status: 409, message: 'This conversation is closed. A new message from the visitor starts a new one.' },
  HUMAN_NOT_OFFERED: { status: 409, message: 'This site does not offer to talk to a person.' },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'This is too large. Send less than 64 kB.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Wait a moment and try again.', retryable: true },
  INTERNAL: { status: 500, message: 'Something failed on our side. Try again; if it stays, give the request id to the operator.', retryable: true },
  UNAVAILABLE: { status: 503, message: 'The server cannot store anything at the moment. Nothing was lost; it is tried again.', retryable: true },
} as const satisfies Record<string, { status: number; message: string; retryable?: true }>;

/** A catalogue code. */
export type ErrorCode = keyof typeof ERRORS;

/** What a client is told of a failure. The same shape in REST (`{ error }`), acks (`{ ok: false, error }`) and the `error` event. */
export type ErrorBody = {
  code: ErrorCode;
  /** A sentence for people that says what to do. */
  message: string;
  /** Names the server's log lines of this failure. */
  requestId: string;
  /** VALIDATION only: each field's path and what is wrong with it. */
  details?: { path: string; message: string }[];
  /** True when the same call may succeed later. */
  retryable?: boolean;
  /** Wait at least this long before trying again, in milliseconds. */
  retryAfterMs?: number;
};

/** The ack of a client event: the result's fields beside `ok: true`, or the failure. */
export type Ack<T extends object = object> = ({ ok: true } & T) | { ok: false; error: ErrorBody };
