import type { Server as HttpServer, IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import { rightsOf } from '../access/connected-rights.ts';
import type { Config } from '../config.ts';
import { AppError, describeFailure } from '../failure.ts';
import type { Authenticate, SignedIn } from '../http/authenticate.ts';
import { limitBacklog } from './backlog.ts';
import { batchWrites } from './batch-writes.ts';
import { type Connection, releaseRequest, rememberResponses } from './release-requests.ts';
import { agentRoom, sessionRoom } from './rooms.ts';
import { noteWire } from './wire.ts';

/** Binds a new socket to the slices' events. */
export type Bindings = {
  widget: (socket: Socket, connection: Connection) => void;
  admin: (socket: Socket, actor: SignedIn['actor']) => void;
};

type Trust = (address: string, hop: number) => boolean;

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

/** Opens both namespaces to clients. `/admin` accepts the same access token as REST. */
export function openNamespaces(io: Server, authenticate: Authenticate, bind: Bindings, newRequestId: () => string): void {
  io.of('/widget').on('connection', (socket) => {
    noteWire(socket);
    bind.widget(socket, releaseRequest(socket));
  });

  const admin = io.of('/admin');
  admin.use((socket, next) => void admit(socket, next));
  admin.on('connection', (socket) => {
    const { agent, actor, sessionId } = socket.data.signedIn as SignedIn;
    const token = tokenOf(socket);
    noteWire(socket);
    releaseRequest(socket);
    bind.admin(socket, actor);
    void socket.join([agentRoom(agent._id), sessionRoom(sessionId)]);
    void confirm(socket, token, agent);
  });

  /** These rooms are used to disconnect clients that lose a right; a client that joins them later sees the loss here. */
  async function confirm(socket: Socket, token: string, agent: SignedIn['agent']): Promise<void> {
    try {
      const now = await authenticate(token);
      if (rightsOf(now.agent) !== rightsOf(agent)) socket.disconnect(true);
    } catch (failure) {
      if (!(failure instanceof AppError && failure.code === 'UNAVAILABLE')) socket.disconnect(true);
    }
  }

  async function admit(socket: Socket, next: (failure?: Error) => void): Promise<void> {
    try {
      socket.data.signedIn = await authenticate(tokenOf(socket));
      next();
    } catch (failure) {
      const error = describeFailure(failure, newRequestId());
      next(Object.assign(new Error(error.message), { data: error }));
    }
  }
}

function tokenOf(socket: Socket): string {
  const token: unknown = socket.handshake.auth['token'];
  return typeof token === 'string' ? token : '';
}

/** Interprets the setting as Express does: whether the address, this many hops away, is a trusted proxy. */
export function trustFunction(trustProxy: Config['trustProxy']): Trust {
  if (trustProxy === false) return () => false;
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : proxyAddress.compile(trustProxy);
}
