import { randomUUID } from 'node:crypto';
import type { AdminAcks, MessagePage, WidgetAcks } from '@supportchat/protocol';
import { ERRORS } from '@supportchat/protocol/errors';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { AppError, describeFailure, isOurFault, parse } from '../failure.ts';
import { whenDrained } from './backlog.ts';
import { AGENT_LIMITS, createEventQueue } from './event-queue.ts';
import { createTokenBucket } from './token-bucket.ts';
import { hasNewerWire } from './wire.ts';

type EventTable = Record<string, z.ZodType>;
type Handlers<T extends EventTable, Acks extends Record<keyof T, object>> = { [E in keyof T]: (input: z.output<T[E]>) => Promise<Acks[E]> | Acks[E] };
type Reply = (reply: object) => void;

/** Events in flight; a stop waits for them. */
export type InProgress = Set<Promise<void>>;

type EventsWithPage<Acks> = { [E in keyof Acks]: Acks[E] extends MessagePage ? E : never }[keyof Acks];
/** Events with large replies: each socket runs one of them at a time. The type lists them all. */
const READS: Record<EventsWithPage<WidgetAcks> | EventsWithPage<AdminAcks>, true> = { 'join-conversation': true, 'load-messages': true, 'load-earlier': true };
/** A client that passes no callback receives the reply as this event. */
const REPLY_EVENTS = new Map([['join-conversation', 'conversation-joined']]);
/** Messages have their own limits. Panels join all their sites at once. */
const OTHER_EVENTS = { burst: 300, perSecond: 30 };
/** A socket whose events are rejected more often than this is disconnected. */
const REFUSALS = { burst: 30, perSecond: 5 };
const MAX_NAME_LENGTH = 60;
const RETRY_AFTER_MS = 1000;

/**
 * Binds a socket's events to handlers: parse → handle → ack, or the failure. A client that passes no callback receives failures as the `error`
 * event. An unknown event is a failure too. Events start in order of arrival.
 */
export function listen<T extends EventTable, Acks extends Record<keyof T, object>>(
  socket: Socket,
  events: T,
  handlers: Handlers<T, Acks>,
  { log, inProgress }: { log: Logger; inProgress: InProgress },
): void {
  const queue = createEventQueue(() => whenDrained(socket), socket.nsp.name === '/admin' ? AGENT_LIMITS : undefined);
  const refusals = createTokenBucket(REFUSALS);
  const otherEvents = createTokenBucket(OTHER_EVENTS);
  socket.once('disconnect', queue.clear);

  socket.onAny((name: unknown, ...args: unknown[]) => {
    // Socket.IO still delivers events that arrived in one packet with the disconnect.
    if (!socket.connected) return;
    // It also accepts numbers as event names.
    const event = String(name);
    const last = args.at(-1);
    const ack = typeof last === 'function' ? (last as Reply) : null;
    try {
      if (event !== 'send-message' && !otherEvents.take()) throw new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS });
      // Parse before queueing: queued input stays small.
      const handle = prepare(event, ack && args.length === 1 ? undefined : args[0]);
      const work = () => {
        const answering = answer(event, handle, ack).finally(() => inProgress.delete(answering));
        inProgress.add(answering);
        return answering;
      };
      if (!queue.add({ isRead: Object.hasOwn(READS, event), work })) throw new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS });
    } catch (failure) {
      refuse(event, failure, ack);
    }
  });

  async function answer(event: string, handle: () => Promise<object> | object, ack: Reply | null): Promise<void> {
    try {
      const result = await handle();
      const answerEvent = REPLY_EVENTS.get(event);
      if (ack) ack({ ok: true, ...result });
      else if (answerEvent) socket.emit(answerEvent, result);
    } catch (failure) {
      refuse(event, failure, ack);
    }
  }

  function prepare(event: string, payload: unknown): () => Promise<object> | object {
    const schema = Object.hasOwn(events, event) ? events[event] : undefined;
    const handler = handlers[event];
    if (!schema || !handler) throw new AppError('VALIDATION', { details: [{ path: '', message: `there is no event ${JSON.stringify(shown(event))}` }] });
    const input = parse(schema, payload, { isNewer: hasNewerWire(socket) }) as z.output<T[keyof T]>;
    return () => handler(input);
  }

  /** Replies with the failure. A client that continues after too many is disconnected, so that rejections are cheap and never amplify. */
  function refuse(event: string, failure: unknown, ack: Reply | null): void {
    const error = describeFailure(failure, randomUUID());
    if (isOurFault(failure)) log.error({ err: failure, event: shown(event), requestId: error.requestId }, ERRORS[error.code].message);
    if (!socket.connected) return;
    if (error.code !== 'UNAVAILABLE' && !refusals.take()) {
      log.warn({ event: shown(event), code: error.code }, 'disconnected a client whose events were refused too often');
      socket.disconnect(true);
    } else if (ack) ack({ ok: false, error });
    else socket.emit('error', { ...error, event: shown(event) });
  }
}

const shown = (event: string) => event.slice(0, MAX_NAME_LENGTH);
