import { randomUUID } from 'node:crypto';
import type { Server } from 'socket.io';
import type { Present } from '../realtime/connections.ts';
import { agentRoom } from '../realtime/rooms.ts';

const TELL_MS = 2000;
/** A process that has told nothing for so long does not count, in milliseconds. */
const FORGET_MS = 3 * TELL_MS;
const EVENT = 'presence';

/** Who is connected to the other processes, as they told last. Without Redis it is nobody. */
export type Presence = { elsewhere(): Present[]; close(): void };

/** Tells the other processes who is connected here, every two seconds and when an agent comes or goes, and listens to them. */
export function createPresence(io: Server, here: () => Present): Presence {
  const id = randomUUID();
  const others = new Map<string, { present: Present; at: number }>();
  const now = () => performance.now();
  const tell = (present: Present) => void io.serverSideEmit(EVENT, id, present);
  const onRoom = (room: string) => {
    if (room.startsWith(agentRoom(''))) tell(here());
  };

  io.on(EVENT, (from: string, present: Present) => void others.set(from, { present, at: now() }));
  for (const change of ['create-room', 'delete-room']) io.of('/admin').adapter.on(change, onRoom);
  const timer = setInterval(() => {
    for (const [other, { at }] of others) if (now() - at > FORGET_MS) others.delete(other);
    tell(here());
  }, TELL_MS).unref();

  return {
    elsewhere: () => [...others.values()].filter(({ at }) => now() - at <= FORGET_MS).map(({ present }) => present),
    close() {
      clearInterval(timer);
      for (const change of ['create-room', 'delete-room']) io.of('/admin').adapter.off(change, onRoom);
      tell({ agents: [], visitors: {} });
    },
  };
}
