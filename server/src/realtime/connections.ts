import type { Server } from 'socket.io';
import { AppError, describeFailure } from '../failure.ts';
import { agentRoom, sessionRoom, siteRoom } from './rooms.ts';
import { listViewers, type Viewer } from './viewers.ts';

/** What a slice can query about the connected sockets. */
export type Connections = {
  /** Notifies a site's widgets of the reason, and disconnects them. */
  disconnectSite(siteId: string): void;
  /** Disconnects a site's widgets; those that are still allowed reconnect by themselves. */
  reconnectSite(siteId: string): void;
  /** Disconnects a user's admin panels; they may reconnect with a valid token. */
  disconnectAgent(agentId: string): void;
  disconnectSession(sessionId: string): void;
  /** Ids of the users with a connected admin panel. */
  onlineAgents(): Promise<Set<string>>;
  /** Visitors with a connected widget on these sites (undefined = all); one who is connected to two processes counts twice. */
  countVisitors(siteIds: string[] | undefined): Promise<number>;
};
/** Who is connected to one process. */
export type ConnectedClients = {
  /** Ids of users with a connected admin panel. */
  agents: string[];
  /** Visitors with a connected widget, by site. */
  visitors: Record<string, number>;
  /** Agents who have a conversation open. */
  viewers: Viewer[];
};
/** The sockets of all processes, or only of this one. */
export type Reach = 'everywhere' | 'here';

/** Reads who is connected from the rooms themselves: there is no second list that could diverge. `elsewhere`: as reported by other processes. */
export function createConnections(
  io: Server,
  newRequestId: () => string,
  { reach, elsewhere }: { reach: Reach; elsewhere: () => ConnectedClients[] },
): Connections {
  const of = (namespace: string) => (reach === 'here' ? io.of(namespace).local : io.of(namespace));
  const everywhere = () => [readConnectedClients(io), ...elsewhere()];
  return {
    disconnectSite(siteId) {
      const room = siteRoom(siteId);
      of('/widget')
        .to(room)
        .emit('error', { ...describeFailure(new AppError('SITE_INVALID'), newRequestId()), event: 'connect' });
      of('/widget').in(room).disconnectSockets(true);
    },
    reconnectSite: (siteId) => void of('/widget').in(siteRoom(siteId)).disconnectSockets(true),
    disconnectAgent: (agentId) => void of('/admin').in(agentRoom(agentId)).disconnectSockets(true),
    disconnectSession: (sessionId) => void of('/admin').in(sessionRoom(sessionId)).disconnectSockets(true),
    async onlineAgents() {
      return new Set(everywhere().flatMap(({ agents }) => agents));
    },
    async countVisitors(siteIds) {
      const counts = everywhere().flatMap(({ visitors }) => Object.entries(visitors));
      return counts.reduce((sum, [siteId, count]) => (siteIds === undefined || siteIds.includes(siteId) ? sum + count : sum), 0);
    },
  };
}

/** Who is connected to this process. */
export function readConnectedClients(io: Server): ConnectedClients {
  const visitors: Record<string, number> = {};
  for (const name of namesOf(io, '/widget', 'visitor:')) visitors[name.slice(0, 24)] = (visitors[name.slice(0, 24)] ?? 0) + 1;
  return { agents: agentsHere(io), visitors, viewers: listViewers(io) };
}

/** Ids of the users with an admin panel connected to this process. */
export function agentsHere(io: Server): string[] {
  return namesOf(io, '/admin', agentRoom(''));
}

function namesOf(io: Server, namespace: string, prefix: string): string[] {
  return [...io.of(namespace).adapter.rooms.keys()].filter((room) => room.startsWith(prefix)).map((room) => room.slice(prefix.length));
}
