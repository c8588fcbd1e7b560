import type { Socket } from 'socket.io-client';
import { seeded } from './seeded.ts';

/** How a client returns after a break: quickly, for tests of the server alone, or as the widget or the panel does. */
export type ComeBack = 'soon' | 'as-widget' | 'as-panel';

/** Socket.IO's own waits between two tries, in milliseconds, as the clients set them. */
export const RECONNECTION: Record<ComeBack, { reconnectionDelay: number; reconnectionDelayMax: number }> = {
  soon: { reconnectionDelay: 100, reconnectionDelayMax: 400 },
  'as-widget': { reconnectionDelay: 500, reconnectionDelayMax: 30_000 },
  'as-panel': { reconnectionDelay: 500, reconnectionDelayMax: 8000 },
};

/** Spreads clients as they do it, but the same in every run. */
const chance = seeded(7);

/**
 * What a client does by itself beside Socket.IO: the widget leaves as soon as the server says that it stops, and comes back after the time that
 * it was told; the panel stays until it is cut off (widget/src/chat/connection.ts, admin/src/live.ts). Returns what ends it.
 */
export function comeBack(socket: Socket, how: ComeBack): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), ms);
  };
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') later(how === 'soon' ? 0 : 500 * (1 + chance()));
  });
  if (how === 'as-widget')
    socket.on('server-restarting', ({ reconnectAfterMs }: { reconnectAfterMs: number }) => {
      socket.disconnect();
      later(reconnectAfterMs * (1 + chance()));
    });
  return () => clearTimeout(timer);
}
