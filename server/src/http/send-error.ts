import type { ServerResponse } from 'node:http';
import { ERRORS, type ErrorBody } from '@supportchat/protocol/errors';

/** Sends a catalogue error, which no cache may store. */
export function sendError(response: ServerResponse, error: ErrorBody): void {
  if (error.retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(error.retryAfterMs / 1000));
  response.setHeader('Cache-Control', 'no-store').setHeader('Content-Type', 'application/json; charset=utf-8');
  response.writeHead(ERRORS[error.code].status).end(JSON.stringify({ error }));
}
