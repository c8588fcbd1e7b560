import type { Request, Response } from 'express';
import { AppError } from '../failure.ts';
import { tooLarge } from '../too-large.ts';
import { extendBodyTime } from './body-deadline.ts';

/** How long a client may go on sending after it was refused, in milliseconds: many read the answer only when they have sent everything. */
const LINGER_MS = 1000;

/** As the `body` of a route: the act reads it as it arrives. */
export type StreamedBody = { maxBytes: number };
/** The body as it arrives, read only as fast as it is consumed. It fails with PAYLOAD_TOO_LARGE, or when the client disconnects. */
export type BodyStream = AsyncIterable<Uint8Array>;

/** The body of the request. Nothing is read before the first piece is asked for; a declared length above the limit is refused at once. */
export function readBodyStream(request: Request, response: Response, { maxBytes }: StreamedBody): BodyStream {
  response.once('finish', () => closeUnread(request));
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  return pass(request, maxBytes);
}

async function* pass(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    // The connection outlives the iteration, so that a refusal can be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      extendBodyTime(request);
      yield chunk;
    }
  } catch (failure) {
    if (failure instanceof AppError) throw failure;
    throw new AppError('VALIDATION', { message: 'The upload was interrupted. Send it again.', cause: failure });
  }
}

/** Discards what a refused client still sends, for a moment; then the connection is closed. */
function closeUnread(request: Request): void {
  if (request.complete) return;
  request.resume();
  const timer = setTimeout(() => void (request.complete || request.socket.destroy()), LINGER_MS).unref();
  request.once('close', () => clearTimeout(timer));
}
