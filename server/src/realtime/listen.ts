import { randomUUID } from 'node:crypto';
import { ERRORS } from '@supportchat/protocol/errors';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { AppError, describeFailure, isOurFault, parse } from '../failure.ts';
import { whenDrained } from './backlog.ts';
import type { BoundEvent } from './bound-events.ts';
import { AGENT_LIMITS, createEventQueue } from './event-queue.ts';
import { createTokenBucket } from './token-bucket.ts';
import { hasNewerWire } from './wire.ts';

type Reply = (reply: object) => void;

/** Events in flight; a stop waits for them. */
export type InProgress = Set<Promise<void>>;

/** Of the events without a limit of their own. Panels join all their sites at once. */
const OTHER_EVENTS = { burst: 300, perSecond: 30 };
/** A socket whose events are rejected more often than this is disconnected. */
const REFUSALS = { burst: 30, perSecond: 5 };
const MAX_NAME_LENGTH = 60;
const RETRY_AFTER_MS = 1000;

/** What a socket may send, and what checks each event before its act. */
export type Listened<Session, Access> = {
  events: ReadonlyMap<string, BoundEvent<Session, Access>>;
  session: Session;
  /** Throws a catalogue error unless the session has this access. */
  requireAccess(session: Session, access: Access): void;
};

/**
 * Answers a socket's events: parse → check access → act → ack, or the failure. A client that passes no callback receives failures as the
 * `error` event. An unknown event is a failure too. Events start in order of arrival.
 */
export function listen<Session, Access>(
  socket: Socket,
  { events, session, requireAccess }: Listened<Session, Access>,
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
      const bound = events.get(event);
      if (!bound?.hasOwnLimit && !otherEvents.take()) throw new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS });
      if (!bound) throw new AppError('VALIDATION', { details: [{ path: '', message: `there is no event ${JSON.stringify(shown(event))}` }] });
      // Parse before queueing: queued input stays small.
      const input = parse(bound.schema, ack && args.length === 1 ? undefined : args[0], { isNewer: hasNewerWire(socket) });
      const work = () => {
        const answering = answer(bound, input, ack).finally(() => inProgress.delete(answering));
        inProgress.add(answering);
        return answering;
      };
      if (!queue.add({ isRead: bound.isRead === true, work })) throw new AppError('RATE_LIMITED', { retryAfterMs: RETRY_AFTER_MS });
    } catch (failure) {
      refuse(event, failure, ack);
    }
  });

  async function answer({ name, access, act, replyEvent }: BoundEvent<Session, Access>, input: unknown, ack: Reply | null): Promise<void> {
    try {
      requireAccess(session, access);
      const result = await act(input, session);
      if (ack) ack({ ok: true, ...result });
      else if (replyEvent) socket.emit(replyEvent, result);
    } catch (failure) {
      refuse(name, failure, ack);
    }
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
