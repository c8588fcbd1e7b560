import type { WidgetServerEvents } from '@supportchat/protocol';
import type { Socket } from 'socket.io';
import { AppError } from '../failure.ts';
import type { Connection } from './release-requests.ts';
import { conversationRoom, enterRooms, leaveRooms, siteRoom, visitorRoom } from './rooms.ts';
import { createTokenBucket } from './token-bucket.ts';

/** A visitor who has proved their identity: by the token, or by being new. */
export type VisitorIdentity = {
  siteId: string;
  visitorId: string;
  siteName: string;
  /** The `addressKey` that rate limits use for this visitor. */
  address: string;
  /** The site's domains at the time of admission. */
  domains: string;
};

/** One widget's socket: who has joined on it, and which conversations it receives. */
export type VisitorSession = {
  connection: Connection;
  /** The visitor who has joined, for as long as the socket is in the rooms; otherwise throws NOT_FOUND. */
  visitor(): VisitorIdentity;
  isIn(conversationId: string): boolean;
  /** Counts a join; RATE_LIMITED after too many on this socket. */
  countJoin(): void;
  /** How many sockets this visitor has. */
  countSocketsOf(visitor: VisitorIdentity): number;
  /** Joins the rooms of the site, the visitor and the conversation. The visitor may send events only after `completeJoin`. */
  enter(visitor: VisitorIdentity, conversationId: string): Promise<void>;
  completeJoin(): void;
  /** Leaves all rooms: no one has joined. */
  leave(): Promise<void>;
  emit<E extends keyof WidgetServerEvents>(event: E, payload: Parameters<WidgetServerEvents[E]>[0]): void;
};

/** Joins per socket. A widget joins once per connection, and again when its conversation is closed. */
const JOINS = { burst: 30, perSecond: 0.5 };

export function createVisitorSession(socket: Socket, connection: Connection): VisitorSession {
  const joins = createTokenBucket(JOINS);
  let joinedAs: VisitorIdentity | null = null;
  return {
    connection,
    visitor() {
      if (!joinedAs || !socket.rooms.has(siteRoom(joinedAs.siteId))) throw new AppError('NOT_FOUND');
      return joinedAs;
    },
    isIn: (conversationId) => socket.rooms.has(conversationRoom(conversationId)),
    countJoin() {
      if (!joins.take()) throw new AppError('RATE_LIMITED', { retryAfterMs: 1000 / JOINS.perSecond });
    },
    countSocketsOf: ({ siteId, visitorId }) => socket.nsp.adapter.rooms.get(visitorRoom(siteId, visitorId))?.size ?? 0,
    async enter(visitor, conversationId) {
      await enterRooms(socket, [siteRoom(visitor.siteId), visitorRoom(visitor.siteId, visitor.visitorId), conversationRoom(conversationId)]);
      socket.data.visitor = visitor;
    },
    completeJoin: () => void (joinedAs = enteredAs(socket)),
    async leave() {
      joinedAs = null;
      socket.data.visitor = undefined;
      await leaveRooms(socket);
    },
    emit: (event, payload) => void socket.emit(event, payload),
  };
}

/** The visitor whose rooms this socket is in; null when it is in none. */
export function enteredAs(socket: Socket): VisitorIdentity | null {
  return (socket.data.visitor as VisitorIdentity | undefined) ?? null;
}
