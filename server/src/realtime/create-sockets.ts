import type { Server as HttpServer, IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { Server, type ServerOptions } from 'socket.io';
import type { Trust } from '../http/trust-proxy.ts';
import { limitBacklog } from './backlog.ts';
import { batchWrites } from './batch-writes.ts';
import { rememberResponses } from './release-requests.ts';

/** Largest frame from a client. */
const FRAME_LIMIT = 64 * 1024;

/** Socket.IO, configured by measurement: no compression, small frames, long polling as the fallback. No client can connect before `attachSockets`. */
export function createSockets(adapter?: ServerOptions['adapter']): Server {
  return new Server({
    ...(adapter && { adapter }),
    serveClient: false,
    maxHttpBufferSize: FRAME_LIMIT,
    perMessageDeflate: false,
    httpCompression: false,
    pingInterval: 25_000,
    pingTimeout: 20_000,
    // Any page may connect; which site it may join is decided by its Origin in `join-conversation`. Cookies are ignored.
    cors: { origin: true, methods: ['GET', 'POST'], credentials: true },
  });
}

/** Attaches the sockets to the HTTP server, ahead of its current request listeners. */
export function attachSockets(io: Server, http: HttpServer, trust: Trust): void {
  io.attach(http);
  rememberResponses(io);
  batchWrites(io);
  limitBacklog(io);
  io.engine.use((request: IncomingMessage & { clientIp?: string }, _response: unknown, next: () => void) => {
    request.clientIp = proxyAddress(request, trust);
    next();
  });
}
