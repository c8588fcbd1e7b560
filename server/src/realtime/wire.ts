import type { Socket } from 'socket.io';
import { isNewerWire } from '../is-newer-wire.ts';

/** Remembers whether the client is newer than this server. Call it before the request is released; nothing is kept of other clients. */
export function noteWire(socket: Socket): void {
  if (isNewerWire(socket.handshake.auth['wire'])) socket.data.isNewer = true;
}

export function hasNewerWire(socket: Socket): boolean {
  return socket.data.isNewer === true;
}
