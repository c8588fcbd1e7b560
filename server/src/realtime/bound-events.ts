import type { MessagePage, Permission } from '@supportchat/protocol';
import type { z } from 'zod';
import type { AgentSession } from './agent-session.ts';
import type { VisitorSession } from './visitor-session.ts';

type EventTable = Record<string, z.ZodType>;
type AcksOf<T extends EventTable> = Record<keyof T, object>;

/** An event that clients send: who may send it, and the act that answers it. */
type Definition<Input, Ack, Session, Access> = {
  access: Access;
  act(input: Input, session: Session): Promise<Ack> | Ack;
  /** A client that passes no callback receives the ack as this event. */
  replyEvent?: string;
  /** It has limits of its own, and does not count towards the one of all other events. */
  hasOwnLimit?: true;
} & ReadMark<Ack>;
/** An event whose ack has a page of messages is large: each socket runs one such event at a time. */
type ReadMark<Ack> = Ack extends MessagePage ? { isRead: true } : { isRead?: never };
type Definitions<T extends EventTable, Acks extends AcksOf<T>, Session, Access> = { [E in keyof T]: Definition<z.output<T[E]>, Acks[E], Session, Access> };

/** An event with the schema of its payload. */
export type BoundEvent<Session, Access> = {
  name: string;
  schema: z.ZodType;
  access: Access;
  act(input: unknown, session: Session): Promise<object> | object;
  replyEvent?: string;
  hasOwnLimit?: true;
  isRead?: true;
};
/** Before they have joined, visitors may send only events that are open to anyone. */
export type WidgetEvent = BoundEvent<VisitorSession, 'anyone' | 'joined visitor'>;
export type AdminEvent = BoundEvent<AgentSession, Permission>;

/** Binds a feature's events of visitors: its table of the protocol, and what each event does. */
export function bindWidgetEvents<T extends EventTable, Acks extends AcksOf<T>>(
  table: T,
  definitions: Definitions<T, Acks, VisitorSession, WidgetEvent['access']>,
): WidgetEvent[] {
  return bind(table, definitions as unknown as Record<string, Bare<WidgetEvent>>);
}

/** Binds a feature's events of agents; each names the permission that it needs. */
export function bindAdminEvents<T extends EventTable, Acks extends AcksOf<T>>(
  table: T,
  definitions: Definitions<T, Acks, AgentSession, AdminEvent['access']>,
): AdminEvent[] {
  return bind(table, definitions as unknown as Record<string, Bare<AdminEvent>>);
}

type Bare<E> = Omit<E, 'name' | 'schema'>;
function bind<E extends { name: string; schema: z.ZodType }>(table: EventTable, definitions: Record<string, Bare<E>>): E[] {
  return Object.entries(table).map(([name, schema]) => ({ name, schema, ...definitions[name] }) as E);
}

/** The events of all features by name. Two of one name are a mistake of ours, found when the server starts. */
export function eventsByName<Session, Access>(events: readonly BoundEvent<Session, Access>[]): ReadonlyMap<string, BoundEvent<Session, Access>> {
  const byName = new Map<string, BoundEvent<Session, Access>>();
  for (const event of events) {
    if (byName.has(event.name)) throw new Error(`Two features bind the event ${event.name}.`);
    byName.set(event.name, event);
  }
  return byName;
}
