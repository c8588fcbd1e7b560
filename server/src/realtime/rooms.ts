import type { Socket } from 'socket.io';
import { AppError } from '../failure.ts';

/** Rooms, in either namespace; the names are part of the protocol. */
export const conversationRoom = (conversationId: string) => `conversation:${conversationId}`;
export const siteRoom = (siteId: string) => `site:${siteId}`;
/** `/widget` only: all tabs and devices of one visitor. */
export const visitorRoom = (siteId: string, visitorId: string) => `visitor:${siteId}:${visitorId}`;
/** `/admin` only. */
export const agentRoom = (agentId: string) => `agent:${agentId}`;
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;

/** Joins rooms. A socket that has disconnected in the meantime joins none: nothing would ever remove it again. */
export async function enterRooms(socket: Socket, rooms: string[]): Promise<void> {
  if (!socket.connected) throw new AppError('NOT_FOUND');
  await socket.join(rooms);
}

/** Leaves every room except the socket's own. */
export async function leaveRooms(socket: Socket): Promise<void> {
  for (const room of socket.rooms) if (room !== socket.id) await socket.leave(room);
}
