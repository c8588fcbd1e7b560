import type { z } from 'zod';
import { type ConversationAdminAcks, ConversationAdminEvents, type ConversationAdminServerEvents } from './conversation-admin-events.ts';
import type { Ack, ErrorBody } from './errors.ts';

/** Client → server on `/admin`, from each feature's own table (the socket carries the access token as `auth.token`). Every event takes an ack. */
export const AdminClientEvents = { ...ConversationAdminEvents } as const;

/** Fields of each ack, along with `ok: true`. */
export type AdminAcks = ConversationAdminAcks;

/** Server → client on `/admin`. */
export type AdminServerEvents = ConversationAdminServerEvents & {
  'server-restarting': (notice: { reconnectAfterMs: number }) => void;
  error: (error: ErrorBody & { event: string }) => void;
};

export type AdminEventName = keyof typeof AdminClientEvents;
export type AdminPayload<E extends AdminEventName> = z.input<(typeof AdminClientEvents)[E]>;
/** The client's side of `/admin`, for a typed `emit`. */
export type AdminEmitters = { [E in AdminEventName]: (payload: AdminPayload<E>, ack?: (reply: Ack<AdminAcks[E]>) => void) => void };
