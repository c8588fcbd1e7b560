import { backoff } from '@supportchat/delivery/backoff';
import type { ErrorBody, ErrorCode, WidgetAcks, WidgetEmitters, WidgetEventName, WidgetPayload, WidgetServerEvents } from '@supportchat/protocol';
import { WIRE } from '@supportchat/protocol/wire';
import type { Socket } from 'socket.io-client';

/** The outcome of a call; `NO_ANSWER` = not connected, or no ack within ten seconds, so it is unknown whether it arrived. */
export type Failure = Pick<ErrorBody, 'message' | 'retryable' | 'retryAfterMs'> & { code: ErrorCode | 'NO_ANSWER' };
export type Reply<E extends WidgetEventName> = ({ ok: true } & WidgetAcks[E]) | { ok: false; error: Failure };

export type ConnectionOptions = {
  origin: string;
  loadSocket(): Promise<{ io: typeof import('socket.io-client').io }>;
  /** 0-1, random. */
  chance(): number;
  onUp(): void;
  onDown(): void;
  listeners: Pick<WidgetServerEvents, 'new-message' | 'agent-typing' | 'conversation-update' | 'conversation-joined' | 'team-updated'>;
};

const ACK_WITHIN_MS = 10_000;
/** Each key press is an action; a server that refuses is not asked on each one. */
const NUDGE_AGAIN_MS = 1000;

/**
 * The only socket. It reconnects by itself, immediately when the page wakes up or the network returns, and is closed while the page is in the
 * back/forward cache.
 */
export function createConnection({ origin, loadSocket, chance, onUp, onDown, listeners }: ConnectionOptions) {
  let socket: Socket<WidgetServerEvents, WidgetEmitters> | undefined;
  let wanted = false;
  let loading = false;
  let isNudged = false;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leaving = new AbortController();

  function later(ms = backoff(attempts++, chance())): void {
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), ms);
  }

  async function connect(): Promise<void> {
    clearTimeout(timer);
    if (!wanted || loading || socket?.connected) return;
    loading = true;
    try {
      socket ??= build((await loadSocket()).io);
      // Also cuts short a wait between two of Socket.IO's own attempts.
      if (wanted) socket.disconnect().connect();
    } catch (error) {
      reportError(error);
      later();
    }
    loading = false;
  }

  function build(io: typeof import('socket.io-client').io): NonNullable<typeof socket> {
    const made: NonNullable<typeof socket> = io(`${origin}/widget`, {
      auth: { wire: WIRE },
      path: '/socket.io',
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 30_000,
      timeout: ACK_WITHIN_MS,
    });
    made.on('connect', () => {
      attempts = 0;
      onUp();
    });
    made.on('disconnect', (reason) => {
      // What was emitted into a dying connection is ours to resend, after the join.
      made.sendBuffer = [];
      onDown();
      if (reason === 'io server disconnect') later();
    });
    made.on('connect_error', () => {
      if (!made.active) later();
    });
    // Errors that Socket.IO swallows: a built-in that it parses packets with may be gone.
    made.io.on('close', (reason) => {
      if (reason === 'parse error') reportError(new Error(reason));
    });
    made.on('server-restarting', ({ reconnectAfterMs }) => {
      made.disconnect();
      later(reconnectAfterMs * (1 + chance()));
    });
    made.on('error', ({ event, message }) => console.warn(`SupportChat: ${event}: ${message}`));
    for (const event of Object.keys(listeners) as (keyof typeof listeners)[]) made.on(event, listeners[event]);
    return made;
  }

  function whenAwake(): void {
    if (document.visibilityState === 'visible') void connect();
  }
  const { signal } = leaving;
  // An open socket would keep the page out of the back/forward cache.
  addEventListener('pagehide', () => socket?.disconnect(), { signal });
  addEventListener('pageshow', () => void connect(), { signal });
  addEventListener('online', () => void connect(), { signal });
  addEventListener('visibilitychange', whenAwake, { signal });

  return {
    open(): void {
      wanted = true;
      void connect();
    },
    /** The visitor does something: a wait between two attempts ends, an attempt in progress continues. */
    nudge(): void {
      const isUnderWay = /open/.test(socket?.io.engine?.readyState ?? '');
      if (isUnderWay || isNudged) return;
      isNudged = true;
      setTimeout(() => (isNudged = false), NUDGE_AGAIN_MS);
      void connect();
    },
    close(): void {
      wanted = false;
      socket?.disconnect();
    },
    /** Changes with every connection: an answer that belongs to an earlier one is useless. */
    id: () => (socket?.connected ? socket.id : undefined),
    async ask<E extends WidgetEventName>(event: E, payload: WidgetPayload<E>): Promise<Reply<E>> {
      try {
        if (!socket?.connected) throw new Error('not connected');
        const timed = socket.timeout(ACK_WITHIN_MS) as unknown as { emitWithAck(event: E, payload: object): Promise<Reply<E>> };
        return await timed.emitWithAck(event, payload);
      } catch (error) {
        return { ok: false, error: { code: 'NO_ANSWER', message: (error as Error).message, retryable: true } };
      }
    },
    destroy(): void {
      this.close();
      clearTimeout(timer);
      leaving.abort();
    },
  };
}
export type Connection = ReturnType<typeof createConnection>;
