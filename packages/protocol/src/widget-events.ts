import type { z } from 'zod';
import { type ConversationWidgetAcks, ConversationWidgetEvents, type ConversationWidgetServerEvents } from './conversation-widget-events.ts';
import type { Ack, ErrorBody } from './errors.ts';

/** Client → server on `/widget`: each event's payload, from each feature's own table. Every event takes an ack. */
export const WidgetClientEvents = { ...ConversationWidgetEvents } as const;

/** Fields of each ack, along with `ok: true`. */
export type WidgetAcks = ConversationWidgetAcks;

/** Server → client on `/widget`. */
export type WidgetServerEvents = ConversationWidgetServerEvents & {
  /** The server is restarting: reconnect after about this long. */
  'server-restarting': (notice: { reconnectAfterMs: number }) => void;
  /** A failure of an event that was sent without an ack callback. */
  error: (error: ErrorBody & { event: string }) => void;
};

export type WidgetEventName = keyof typeof WidgetClientEvents;
export type WidgetPayload<E extends WidgetEventName> = z.input<(typeof WidgetClientEvents)[E]>;
/** The client's side of `/widget`, for a typed `emit`. */
export type WidgetEmitters = { [E in WidgetEventName]: (payload: WidgetPayload<E>, ack?: (reply: Ack<WidgetAcks[E]>) => void) => void };
