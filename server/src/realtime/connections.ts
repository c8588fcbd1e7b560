import type { Server } from 'socket.io';
import { AppError, describeFailure } from '../failure.ts';
import { agentRoom, sessionRoom, siteRoom } from './rooms.ts';

/** What a slice may ask of the connected sockets. */
export type Connections = {
  /** Tells the widgets of a site why, and cuts them off. */
  dropSite(siteId: string): void;
  /** Cuts the widgets of a site off; those that may still join come back by themselves. */
  rejoinSite(siteId: string): void;
  /** Cuts a user's admin panels off; they may connect again with a good token. */
  dropAgent(agentId: string): void;
  dropSession(sessionId: string): void;
  /** Ids of the users with a connected admin panel. */
  onlineAgents(): Promise<Set<string>>;
  /** Visitors with a connected widget on these sites (undefined = all). */
  countVisitors(siteIds: string[] | undefined): Promise<number>;
};

/** Who is connected is read from the rooms themselves: there is no second list that could disagree. */
export function createConnections(io: Server, newRequestId: () => string): Connections {
  const widget = io.of('/widget');
  const admin = io.of('/admin');
  const namesOf = (rooms: Iterable<string>, prefix: string) => [...rooms].filter((room) => room.startsWith(prefix)).map((room) => room.slice(prefix.length));
  return {
    dropSite(siteId) {
      const room = widget.to(siteRoom(siteId));
      room.emit('error', { ...describeFailure(new AppError('SITE_INVALID'), newRequestId()), event: 'connect' });
      widget.in(siteRoom(siteId)).disconnectSockets(true);
    },
    rejoinSite: (siteId) => void widget.in(siteRoom(siteId)).disconnectSockets(true),
    dropAgent: (agentId) => void admin.in(agentRoom(agentId)).disconnectSockets(true),
    dropSession: (sessionId) => void admin.in(sessionRoom(sessionId)).disconnectSockets(true),
    async onlineAgents() {
      return new Set(namesOf(admin.adapter.rooms.keys(), agentRoom('')));
    },
    async countVisitors(siteIds) {
      const visitors = namesOf(widget.adapter.rooms.keys(), 'visitor:');
      return siteIds === undefined ? visitors.length : visitors.filter((name) => siteIds.includes(name.slice(0, 24))).length;
    },
  };
}
