import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Server, Socket } from 'socket.io';
import { requirePermission } from '../access/actor.ts';
import { rightsOf } from '../access/connected-rights.ts';
import { AppError, describeFailure } from '../failure.ts';
import type { Authenticate, SignedIn } from '../http/authenticate.ts';
import { type AgentSession, createAgentSession } from './agent-session.ts';
import { type AdminEvent, eventsByName, type WidgetEvent } from './bound-events.ts';
import { type InProgress, listen } from './listen.ts';
import { releaseRequest } from './release-requests.ts';
import { agentRoom, sessionRoom } from './rooms.ts';
import { createVisitorSession, type VisitorSession } from './visitor-session.ts';
import { noteWire } from './wire.ts';

type Opened = { authenticate: Authenticate; widgetEvents: readonly WidgetEvent[]; adminEvents: readonly AdminEvent[]; log: Logger; inProgress: InProgress };

/** Opens both namespaces to clients. `/admin` accepts the same access token as REST. */
export function openNamespaces(io: Server, { authenticate, widgetEvents, adminEvents, ...watch }: Opened): void {
  const ofVisitors = { events: eventsByName(widgetEvents), requireAccess: requireJoined };
  const ofAgents = { events: eventsByName(adminEvents), requireAccess: requireMay };

  io.of('/widget').on('connection', (socket) => {
    noteWire(socket);
    const session = createVisitorSession(socket, releaseRequest(socket));
    listen(socket, { ...ofVisitors, session }, watch);
  });

  const admin = io.of('/admin');
  admin.use((socket, next) => void admit(socket, next));
  admin.on('connection', (socket) => {
    const { agent, actor, sessionId } = socket.data.signedIn as SignedIn;
    const token = tokenOf(socket);
    noteWire(socket);
    releaseRequest(socket);
    listen(socket, { ...ofAgents, session: createAgentSession(socket, actor) }, watch);
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
      const error = describeFailure(failure, randomUUID());
      next(Object.assign(new Error(error.message), { data: error }));
    }
  }
}

function requireJoined(session: VisitorSession, access: WidgetEvent['access']): void {
  if (access !== 'anyone') session.visitor();
}

function requireMay({ actor }: AgentSession, permission: AdminEvent['access']): void {
  requirePermission(actor, permission);
}

function tokenOf(socket: Socket): string {
  const token: unknown = socket.handshake.auth['token'];
  return typeof token === 'string' ? token : '';
}
