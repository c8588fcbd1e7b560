import { randomUUID } from 'node:crypto';
import type { Server } from 'socket.io';
import type { ConnectedClients } from '../realtime/connections.ts';
import { agentRoom, conversationRoom } from '../realtime/rooms.ts';
import type { Viewer } from '../realtime/viewers.ts';
import { throttleLatest } from '../throttle-latest.ts';

const REPORT_MS = 2000;
/** Changes are batched and reported at most this often. */
const REPORT_CHANGES_MS = 200;
/** A process that has reported nothing for this long does not count. */
const EXPIRY_MS = 3 * REPORT_MS;
const EVENT = 'presence';
const CHANGES = ['join-room', 'leave-room'];
const NO_ONE: ConnectedClients = { agents: [], visitors: {}, viewers: [] };

/** Who is connected to the other processes, by their last reports. Empty without Redis. */
export type Presence = { elsewhere(): ConnectedClients[]; close(): void };

/**
 * Reports who is connected here to the other processes: every two seconds, and when agents connect, disconnect, or open or leave a
 * conversation. `onViewers` is called with the conversations that agents have entered or left at another process.
 */
export function createPresence(io: Server, here: () => ConnectedClients, onViewers: (conversationIds: Set<string>) => void): Presence {
  const id = randomUUID();
  const others = new Map<string, { present: ConnectedClients; at: number }>();
  const now = () => performance.now();
  let isClosed = false;
  const report = (present: ConnectedClients) => void io.serverSideEmit(EVENT, id, present);
  const reportChange = throttleLatest<void>(REPORT_CHANGES_MS, async () => {
    // A panel that disconnects leaves several rooms within one turn of the event loop.
    await Promise.resolve();
    if (!isClosed) report(here());
  });
  const onRoom = (room: string) => {
    if (room.startsWith(agentRoom('')) || room.startsWith(conversationRoom(''))) void reportChange('here');
  };

  function update(from: string, present: ConnectedClients | null): void {
    const before = others.get(from)?.present;
    // A process of an earlier version reports no viewers.
    if (present) others.set(from, { present: { ...NO_ONE, ...present }, at: now() });
    else others.delete(from);
    const changed = changedIn(before?.viewers ?? [], others.get(from)?.present.viewers ?? []);
    if (changed.size > 0) onViewers(changed);
  }

  io.on(EVENT, update);
  for (const change of CHANGES) io.of('/admin').adapter.on(change, onRoom);
  const timer = setInterval(() => {
    for (const [other, { at }] of others) if (now() - at > EXPIRY_MS) update(other, null);
    report(here());
  }, REPORT_MS).unref();

  return {
    elsewhere: () => [...others.values()].filter(({ at }) => now() - at <= EXPIRY_MS).map(({ present }) => present),
    close() {
      isClosed = true;
      clearInterval(timer);
      for (const change of CHANGES) io.of('/admin').adapter.off(change, onRoom);
      report(NO_ONE);
    },
  };
}

/** Conversations that an agent entered or left between two reports of one process. */
function changedIn(before: readonly Viewer[], after: readonly Viewer[]): Set<string> {
  const keyOf = ({ conversationId, agentId, name }: Viewer) => `${conversationId} ${agentId} ${name}`;
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  const changed = [...before.filter((viewer) => !now.has(keyOf(viewer))), ...after.filter((viewer) => !old.has(keyOf(viewer)))];
  return new Set(changed.map(({ conversationId }) => conversationId));
}
