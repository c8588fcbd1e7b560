import type { Server } from 'socket.io';

/** A connection that has joined no conversation and is no panel is closed after this time, in milliseconds. */
const UNUSED_FOR_MS = 60_000;

type RawSocket = { close(discard: boolean): void };

/** Makes `closeUnused()`: each call closes the connections that have been unused for a minute. Panels and joined widgets are in use. */
export function createCloseUnused(io: Server, clock: () => Date): () => void {
  const unusedSince = new WeakMap<RawSocket, number>();
  return () => {
    const used = new Set<unknown>();
    for (const { conn } of io.of('/admin').sockets.values()) used.add(conn);
    for (const { conn, data } of io.of('/widget').sockets.values()) if (data.visitor) used.add(conn);
    const now = clock().getTime();
    for (const raw of Object.values<RawSocket>((io.engine as unknown as { clients: Record<string, RawSocket> }).clients)) {
      const since = unusedSince.get(raw);
      if (used.has(raw)) unusedSince.delete(raw);
      else if (since === undefined) unusedSince.set(raw, now);
      else if (now - since >= UNUSED_FOR_MS) raw.close(true);
    }
  };
}
