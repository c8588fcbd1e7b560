import type { Server, Socket } from 'socket.io';
import type { SignedIn } from '../http/authenticate.ts';
import type { ConnectedClients } from './connections.ts';
import { conversationRoom } from './rooms.ts';

const ROOM = conversationRoom('');

/** An agent who has a conversation open in a panel. */
export type Viewer = { conversationId: string; agentId: string; name: string };

/**
 * Notifies the agents in a conversation which of them are in it: whenever a panel joins or leaves, and through `announce` when it did so on
 * another process. The rooms are the list; `elsewhere` is what other processes reported.
 */
export function announceViewers(io: Server, elsewhere: () => ConnectedClients[]): (conversationIds: Iterable<string>) => void {
  const namespace = io.of('/admin');
  const changed = new Set<string>();
  const recordChange = (room: string) => {
    if (!room.startsWith(ROOM)) return;
    // A panel that disconnects leaves several rooms within one turn of the event loop.
    if (changed.size === 0) process.nextTick(announceChanged);
    changed.add(room.slice(ROOM.length));
  };
  for (const change of ['join-room', 'leave-room']) namespace.adapter.on(change, recordChange);

  function announceChanged(): void {
    const conversationIds = [...changed];
    changed.clear();
    announce(conversationIds);
  }

  function announce(conversationIds: Iterable<string>): void {
    for (const conversationId of conversationIds) {
      const room = conversationRoom(conversationId);
      if (!namespace.adapter.rooms.has(room)) continue;
      const everyone = [...viewersIn(io, conversationId), ...elsewhere().flatMap(({ viewers }) => viewers)];
      const inIt = everyone.filter((viewer) => viewer.conversationId === conversationId);
      const viewers = [...new Map(inIt.map(({ agentId, name }) => [agentId, { agentId, name }])).values()];
      namespace.local.to(room).emit('conversation-viewers', { conversationId, viewers: viewers.toSorted((a, b) => (a.name < b.name ? -1 : 1)) });
    }
  }
  return announce;
}

/** Agents of this process in a conversation. */
function viewersIn(io: Server, conversationId: string): Viewer[] {
  const { adapter, sockets } = io.of('/admin');
  const here = [...(adapter.rooms.get(conversationRoom(conversationId)) ?? [])].map((id) => sockets.get(id));
  return here.flatMap((socket) => (socket ? [viewerOf(socket, conversationId)] : []));
}

/** Agents of this process in any conversation. */
export function listViewers(io: Server): Viewer[] {
  const rooms = [...io.of('/admin').adapter.rooms.keys()].filter((room) => room.startsWith(ROOM));
  return rooms.flatMap((room) => viewersIn(io, room.slice(ROOM.length)));
}

function viewerOf(socket: Socket, conversationId: string): Viewer {
  const { agent } = socket.data.signedIn as SignedIn;
  return { conversationId, agentId: agent._id, name: agent.name };
}
