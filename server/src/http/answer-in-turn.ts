import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that may wait on one connection for the answers before them. Browsers and proxies send the next one after the answer. */
const MAY_WAIT = 16;
/** A connection on which nothing moves for this long is closed, in milliseconds: longer than any request of ours takes, long polls included. */
const TAKEN_WITHIN_MS = 120_000;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers the requests of one connection one after the other, and gives up answers that the client does not read. Node starts every request as it
 * reads it, and keeps each answer until those before it have gone: one packet of requests would fill the memory with answers.
 * To be called when the server has its listeners.
 */
export function answerInTurn(server: Server): void {
  const listeners = server.listeners('request') as Listener[];
  const queues = new WeakMap<Socket, (() => void)[]>();
  server.setTimeout(TAKEN_WITHIN_MS);
  server.removeAllListeners('request');

  server.on('request', (request, response) => {
    const { socket } = request;
    // Node goes on with what it has read when the connection is closed.
    if (socket.destroyed) return;
    const start = () => {
      response.once('close', () => startNext(socket));
      for (const listener of listeners) listener.call(server, request, response);
    };
    const queue = queues.get(socket);
    if (!queue) {
      queues.set(socket, []);
      start();
    } else if (queue.length < MAY_WAIT) queue.push(start);
    else socket.destroy();
  });

  function startNext(socket: Socket): void {
    const next = socket.destroyed ? undefined : queues.get(socket)?.shift();
    if (next) next();
    else queues.delete(socket);
  }
}
