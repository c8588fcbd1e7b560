import type { AdminAcks, AdminEmitters, AdminEventName, AdminPayload, AdminServerEvents } from '@supportchat/protocol';
import type { Ack } from '@supportchat/protocol/errors';
import { WIRE } from '@supportchat/protocol/wire';
import { io, type Socket } from 'socket.io-client';
import { ApiError, offlineError } from '../http/api-error.ts';
import { currentToken, freshToken } from '../session/session.ts';
import { useConnection } from './connection.ts';
import { pause } from './pause.ts';

/** Longest wait for an ack, in milliseconds. */
const ACK_TIMEOUT_MS = 10_000;
/** Without an ack for this long the server counts as slow. */
const SLOW_AFTER_MS = 5000;

export type AdminSocket = Socket<AdminServerEvents, AdminEmitters>;
let socket: AdminSocket | null = null;

/** The only socket of the panel; null while no agent is signed in. */
export const currentSocket = () => socket;

/** Changes with every connection. */
export const connectionId = () => (socket?.connected ? socket.id : undefined);
export const isConnected = () => socket?.connected === true;

export function openSocket(): AdminSocket {
  socket = io('/admin', {
    auth: (give) =>
      void freshToken().then(
        (token) => give({ token, wire: WIRE }),
        () => give({ token: currentToken(), wire: WIRE }),
      ),
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 8000,
  });
  return socket;
}

export function closeSocket() {
  socket?.disconnect();
  socket = null;
}

/** Sends an event and waits for its ack. Rejects with `ApiError`; OFFLINE when there is no connection or no ack in time. */
export function request<E extends AdminEventName>(event: E, payload: AdminPayload<E>, timeout = ACK_TIMEOUT_MS): Promise<AdminAcks[E]> {
  const current = socket;
  if (!current?.connected) return Promise.reject(offlineError());
  return new Promise((resolve, reject) => {
    const slow = window.setTimeout(() => current.connected && useConnection.setState({ isSlow: true }), SLOW_AFTER_MS);
    const answered = (timedOut: Error | null, reply: Ack<AdminAcks[E]>) => {
      window.clearTimeout(slow);
      if (!timedOut) useConnection.setState({ isSlow: false });
      if (timedOut) reject(offlineError());
      else if (reply.ok) resolve(reply);
      else reject(new ApiError(reply.error));
    };
    (current.timeout(timeout) as unknown as { emit: (event: E, payload: AdminPayload<E>, ack: typeof answered) => void }).emit(event, payload, answered);
  });
}

/** Waits and retries while the server reports that this agent reads too fast. */
export async function requestWithRetry<E extends 'join-site' | 'join-conversation' | 'load-messages'>(
  event: E,
  payload: AdminPayload<E>,
): Promise<AdminAcks[E]> {
  for (;;) {
    try {
      return await request(event, payload);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'RATE_LIMITED') throw error;
      await pause(error.retryAfterMs ?? 1000);
    }
  }
}
