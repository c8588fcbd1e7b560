import { randomUUID } from 'node:crypto';
import { ERRORS } from '@supportchat/protocol/errors';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { AppError, describeFailure, isOurFault, parse } from '../failure.ts';

type EventTable = Record<string, z.ZodType>;
type Handlers<T extends EventTable, Acks extends Record<keyof T, object>> = { [E in keyof T]: (input: z.output<T[E]>) => Promise<Acks[E]> | Acks[E] };
/** The part of a Socket.IO socket that this file uses. */
type EventSocket = {
  onAny(listener: (event: string, ...args: unknown[]) => void): unknown;
  emit(event: 'error', error: unknown): unknown;
};

/** Events whose answer is not out yet; a stop waits for them. */
export type InProgress = Set<Promise<void>>;

/**
 * Binds a socket's events to handlers: parse → handle → ack, or the failure. A client that passes no callback hears of a failure
 * by the `error` event. An event that is not in the table is a failure too.
 */
export function listen<T extends EventTable, Acks extends Record<keyof T, object>>(
  socket: EventSocket,
  events: T,
  handlers: Handlers<T, Acks>,
  { log, inProgress }: { log: Logger; inProgress: InProgress },
): void {
  socket.onAny((event, ...args) => {
    const last = args.at(-1);
    const ack = typeof last === 'function' ? (last as (reply: object) => void) : null;
    const work = answer(event, ack ? args.slice(0, -1) : args, ack).finally(() => inProgress.delete(work));
    inProgress.add(work);
  });

  async function answer(event: string, args: unknown[], ack: ((reply: object) => void) | null): Promise<void> {
    try {
      const result = await handle(event, args);
      ack?.({ ok: true, ...result });
    } catch (failure) {
      const error = describeFailure(failure, randomUUID());
      if (isOurFault(failure)) log.error({ err: failure, event, requestId: error.requestId }, ERRORS[error.code].message);
      if (ack) ack({ ok: false, error });
      else socket.emit('error', { ...error, event });
    }
  }

  function handle(event: string, args: unknown[]): Promise<object> | object {
    const schema = Object.hasOwn(events, event) ? events[event] : undefined;
    const handler = handlers[event];
    if (!schema || !handler) throw new AppError('VALIDATION', { details: [{ path: '', message: `there is no event ${JSON.stringify(event.slice(0, 60))}` }] });
    return handler(parse(schema, args[0]) as z.output<T[keyof T]>);
  }
}
