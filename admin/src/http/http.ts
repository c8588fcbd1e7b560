import type { ErrorBody } from '@supportchat/protocol/errors';
import { WIRE, WIRE_HEADER } from '@supportchat/protocol/wire';
import { ApiError, offlineError } from './api-error.ts';
import { recordServerTime } from './server-clock.ts';

export type Query = Record<string, string | number | boolean | undefined | null>;
export type CallOptions = { query?: Query; body?: unknown; token?: string | null; signal?: AbortSignal };

/** Longest wait for an answer. */
const TIMEOUT_MS = 20_000;
/** A change of at most this many characters arrives even when its page is closed; browsers allow 64 kB for all such calls together. */
const MAX_KEEPALIVE_LENGTH = 1000;

/** One call of the REST API below `/api/v1`; throws `ApiError`. Knows nothing of sessions. */
export async function call<T>(method: string, path: string, { query = {}, body, token, signal }: CallOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', [WIRE_HEADER]: String(WIRE) };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  const bodyText = body === undefined ? undefined : JSON.stringify(body);
  const timeout = AbortSignal.timeout(TIMEOUT_MS);

  let response: Response;
  try {
    response = await fetch(`/api/v1${path}${queryString(query)}`, {
      method,
      headers,
      body: bodyText,
      credentials: 'same-origin',
      keepalive: method === 'PATCH' && bodyText !== undefined && bodyText.length < MAX_KEEPALIVE_LENGTH,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw offlineError();
  }
  recordServerTime(response.headers.get('date'));
  if (response.status === 204) return undefined as T;
  const answer = (await response.json().catch(() => null)) as ({ error?: ErrorBody } & T) | null;
  if (response.ok && answer !== null) return answer;
  throw answer?.error ? new ApiError(answer.error, response.status) : foreignResponseError(response);
}

/** Leaves out what is undefined, null or empty. */
export function queryString(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** An answer that is not ours, such as a proxy's error page. */
function foreignResponseError(response: Response): ApiError {
  const requestId = response.headers.get('x-request-id') ?? '';
  const message = `The server answered with status ${response.status}. Try again in a moment.`;
  return new ApiError({ code: response.status >= 500 ? 'UNAVAILABLE' : 'INTERNAL', message, requestId, retryable: response.status >= 500 }, response.status);
}
