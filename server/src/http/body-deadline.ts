import type { IncomingMessage } from 'node:http';

/** How long a body may take; one that a route reads as a stream may take this long for each of its pieces. In milliseconds. */
const BODY_TIMEOUT_MS = 30_000;

const deadlines = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Closes the connection of a request whose body does not arrive in time. Node's own timer cannot differ between requests. */
export function limitBodyTime(request: IncomingMessage): void {
  if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return;
  const deadline = setTimeout(() => void (request.complete || request.socket.destroy()), BODY_TIMEOUT_MS).unref();
  deadlines.set(request, deadline);
  request.once('close', () => clearTimeout(deadline));
}

/** A piece of a streamed body has arrived: the next one gets the whole time again. */
export function extendBodyTime(request: IncomingMessage): void {
  deadlines.get(request)?.refresh();
}
