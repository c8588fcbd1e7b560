import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'socket.io';

/** The retained parts of the request that opened a connection. */
export type Connection = {
  origin: string | undefined;
  /** The host that the request was sent to. */
  host: string;
  ip: string;
  userAgent: string;
};

const RESPONSE = Symbol('the response that keeps the request alive');
const CONNECTION = Symbol('what is kept of the request');
type HeldRequest = IncomingMessage & { clientIp?: string; [RESPONSE]?: { req: IncomingMessage | null } };
/** The parts of an engine.io socket that this file uses; some are private there, so `release-requests.test.ts` checks them. */
type RawSocket = {
  request: HeldRequest | null;
  [CONNECTION]?: Connection;
  transport: { name: string };
};

/** Remembers the response of each upgrade: engine.io's close listener retains it, and with it the request and all its headers. */
export function rememberResponses(io: Server): void {
  io.engine.use((request: HeldRequest, response: ServerResponse, next: () => void) => {
    request[RESPONSE] = response as unknown as { req: IncomingMessage | null };
    next();
  });
}

/**
 * The retained parts of the request that opened the socket's connection, whichever namespaces it joins, and however often. The request behind
 * a WebSocket is released: it is a quarter of the heap of an idle connection. Nothing may read `socket.handshake` or `socket.request`
 * afterwards. Polling connections make a new request each time, so theirs stays.
 */
export function releaseRequest(socket: Socket): Connection {
  const raw = socket.conn as unknown as RawSocket;
  const connection = (raw[CONNECTION] ??= readConnection(raw.request));
  if (raw.transport.name === 'websocket') {
    const response = raw.request?.[RESPONSE];
    if (response) response.req = null;
    raw.request = null;
    (socket as unknown as { handshake: unknown }).handshake = null;
  }
  return connection;
}

function readConnection(request: HeldRequest | null): Connection {
  const { origin, host = '', 'user-agent': userAgent = '' } = request?.headers ?? {};
  // Retained as long as the connection, and repeated in rejections: cut to the maximum length of a host name.
  return { origin: origin?.slice(0, 300), host: host.slice(0, 300), ip: request?.clientIp ?? '', userAgent: userAgent.slice(0, 500) };
}
