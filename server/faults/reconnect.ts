import type { Socket } from 'socket.io-client';
import { seeded } from './seeded.ts';

/** How a client returns after a break: quickly, for tests of the server alone, or as the widget or the panel does. */
export type ReconnectStyle = 'soon' | 'as-widget' | 'as-panel';

/** Socket.IO's own delays between two attempts, in milliseconds, as the clients set them. */
export const RECONNECTION_DELAYS: Record<ReconnectStyle, { reconnectionDelay: number; reconnectionDelayMax: number }> = {
  soon: { reconnectionDelay: 100, reconnectionDelayMax: 400 },
  'as-widget': { reconnectionDelay: 500, reconnectionDelayMax: 30_000 },
  'as-panel': { reconnectionDelay: 500, reconnectionDelayMax: 8000 },
};

/** Spreads clients as real ones do, but identically in every run. */
const chance = seeded(7);

/**
 * What a client does beyond Socket.IO: the widget disconnects as soon as the server announces its stop, and reconnects after the announced
 * time; the panel stays until it is disconnected (widget/src/chat/connection.ts, admin/src/live). Returns a function that ends it.
 */
export function reconnectLike(socket: Socket, how: ReconnectStyle): () => void {
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
