import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Pipelined requests that may wait on one connection. Browsers and proxies send the next request after the response. */
const MAX_WAITING = 16;
/** An idle connection is closed after this time, in milliseconds: longer than any of our requests takes, long polls included. */
const IDLE_TIMEOUT_MS = 120_000;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers the requests of one connection one at a time, and abandons responses that the client does not read. Node starts every request as
 * soon as it reads it, and holds each response until the earlier ones are sent: one packet of requests would fill the memory with responses.
 * Call it once the server has its listeners.
 */
export function serializeResponses(server: Server): void {
  const listeners = server.listeners('request') as Listener[];
  const queues = new WeakMap<Socket, (() => void)[]>();
  server.setTimeout(IDLE_TIMEOUT_MS);
  server.removeAllListeners('request');

  server.on('request', (request, response) => {
    const { socket } = request;
    // Node continues with what it has already read when the connection is closed.
    if (socket.destroyed) return;
    const start = () => {
      response.once('close', () => startNext(socket));
      for (const listener of listeners) listener.call(server, request, response);
    };
    const queue = queues.get(socket);
    if (!queue) {
      queues.set(socket, []);
      start();
    } else if (queue.length < MAX_WAITING) queue.push(start);
    else socket.destroy();
  });

  function startNext(socket: Socket): void {
    const next = socket.destroyed ? undefined : queues.get(socket)?.shift();
    if (next) next();
    else queues.delete(socket);
  }
}
