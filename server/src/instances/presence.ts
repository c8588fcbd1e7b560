import { randomUUID } from 'node:crypto';
import type { Server } from 'socket.io';
import type { Present } from '../realtime/connections.ts';
import { agentRoom, conversationRoom } from '../realtime/rooms.ts';
import type { Viewer } from '../realtime/viewers.ts';

const TELL_MS = 2000;
/** A process that has told nothing for so long does not count, in milliseconds. */
const FORGET_MS = 3 * TELL_MS;
const EVENT = 'presence';
const CHANGES = ['join-room', 'leave-room'];
const NOBODY: Present = { agents: [], visitors: {}, viewers: [] };

/** Who is connected to the other processes, as they told last. Without Redis it is no one. */
export type Presence = { elsewhere(): Present[]; close(): void };

/**
 * Tells the other processes who is connected here: every two seconds, when an agent comes or goes, and when one opens or leaves a conversation.
 * `onViewers` is called with the conversations that other agents have entered or left at another process.
 */
export function createPresence(io: Server, here: () => Present, onViewers: (conversationIds: Set<string>) => void): Presence {
  const id = randomUUID();
  const others = new Map<string, { present: Present; at: number }>();
  const now = () => performance.now();
  const tell = (present: Present) => void io.serverSideEmit(EVENT, id, present);
  let isDue = false;
  const onRoom = (room: string) => {
    if (isDue || !(room.startsWith(agentRoom('')) || room.startsWith(conversationRoom('')))) return;
    isDue = true;
    process.nextTick(() => {
      isDue = false;
      tell(here());
    });
  };

  function hear(from: string, present: Present | null): void {
    const before = others.get(from)?.present;
    // A process of an earlier version reports no viewers.
    if (present) others.set(from, { present: { ...NOBODY, ...present }, at: now() });
    else others.delete(from);
    const changed = changedIn(before?.viewers ?? [], others.get(from)?.present.viewers ?? []);
    if (changed.size > 0) onViewers(changed);
  }

  io.on(EVENT, hear);
  for (const change of CHANGES) io.of('/admin').adapter.on(change, onRoom);
  const timer = setInterval(() => {
    for (const [other, { at }] of others) if (now() - at > FORGET_MS) hear(other, null);
    tell(here());
  }, TELL_MS).unref();

  return {
    elsewhere: () => [...others.values()].filter(({ at }) => now() - at <= FORGET_MS).map(({ present }) => present),
    close() {
      clearInterval(timer);
      for (const change of CHANGES) io.of('/admin').adapter.off(change, onRoom);
      tell(NOBODY);
    },
  };
}

/** Conversations that someone entered or left between two reports of one process. */
function changedIn(before: readonly Viewer[], after: readonly Viewer[]): Set<string> {
  const keyOf = ({ conversationId, agentId, name }: Viewer) => `${conversationId} ${agentId} ${name}`;
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  const changed = [...before.filter((viewer) => !now.has(keyOf(viewer))), ...after.filter((viewer) => !old.has(keyOf(viewer)))];
  return new Set(changed.map(({ conversationId }) => conversationId));
}
