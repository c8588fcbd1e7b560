import { type ConversationJoined, type WidgetAcks, WidgetClientEvents } from '@supportchat/protocol';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { AppError } from '../failure.ts';
import { type InProgress, listen } from '../realtime/listen.ts';
import type { Connection } from '../realtime/release-requests.ts';
import { conversationRoom, enterRooms, leaveRooms, siteRoom, visitorRoom } from '../realtime/rooms.ts';
import { createTokenBucket } from '../realtime/token-bucket.ts';
import type { ConversationRecord } from '../store/store.ts';
import { withDeadline } from '../with-deadline.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps, VisitorIdentity } from './conversation-deps.ts';
import { joinConversation } from './join-conversation.ts';
import { loadEarlier } from './load-earlier.ts';
import { markRead } from './mark-read.ts';
import { rateAnswer } from './rate-answer.ts';
import { readMessages } from './read-messages.ts';
import { requestHuman } from './request-human.ts';
import { sendVisitorMessage } from './send-message.ts';
import { createTeamUpdates } from './send-team-updates.ts';

/** Joins per socket. A widget joins once per connection, and again when its conversation is closed. */
const JOINS = { burst: 30, perSecond: 0.5 };

/** Binds a visitor's socket to the acts. The visitor is known once `join-conversation` was answered, for as long as the socket is in the rooms. */
export function bindWidgetEvents(socket: Socket, connection: Connection, deps: ConversationDeps, watch: { log: Logger; inProgress: InProgress }): void {
  const joins = createTokenBucket(JOINS);
  const teamUpdates = createTeamUpdates(deps, (changed) => void socket.emit('team-updated', changed));
  let joinedAs: VisitorIdentity | null = null;
  const visitor = () => {
    if (!joinedAs || !socket.rooms.has(siteRoom(joinedAs.siteId))) throw new AppError('NOT_FOUND');
    return joinedAs;
  };
  const read = () => {
    const { siteId, visitorId } = visitor();
    return deps.limits.read(`${siteId}:${visitorId}`);
  };
  const leave = async () => {
    joinedAs = null;
    socket.data.visitor = undefined;
    await leaveRooms(socket);
  };

  listen<typeof WidgetClientEvents, WidgetAcks>(
    socket,
    WidgetClientEvents,
    {
      'join-conversation': async (input): Promise<ConversationJoined> => {
        if (!joins.take()) throw new AppError('RATE_LIMITED', { retryAfterMs: 1000 / JOINS.perSecond });
        let entered: VisitorIdentity | null = null;
        const enter = async (identity: VisitorIdentity, conversation: ConversationRecord) => {
          const ownRoom = visitorRoom(identity.siteId, identity.visitorId);
          await leave();
          deps.limits.visitorSocket(socket.nsp.adapter.rooms.get(ownRoom)?.size ?? 0);
          await enterRooms(socket, [siteRoom(identity.siteId), ownRoom, conversationRoom(conversation._id)]);
          socket.data.visitor = entered = identity;
        };
        const joined = await joinConversation(deps, { ...connection, enter, leave }, input);
        joinedAs = entered;
        teamUpdates.recordSent(joined.team);
        return joined;
      },
      'send-message': (input) => {
        const { siteId } = visitor();
        const stored = withDeadline(sendVisitorMessage(deps, visitor(), input));
        stored.then(
          () => teamUpdates.send(siteId),
          () => {},
        );
        return stored;
      },
      typing: ({ conversationId, isTyping }) => {
        if (!socket.rooms.has(conversationRoom(conversationId))) throw new AppError('NOT_FOUND');
        if (deps.limitTyping(conversationId, isTyping)) deps.broadcast.visitorTyping(conversationId, isTyping);
        return {};
      },
      'mark-read': async ({ conversationId, seq }) => {
        await markRead(deps, await requireVisitorsConversation(deps.store, visitor(), conversationId), 'visitor', seq);
        return {};
      },
      'load-messages': async ({ conversationId, ...range }) => {
        await read();
        await requireVisitorsConversation(deps.store, visitor(), conversationId);
        return readMessages(deps.store, conversationId, range);
      },
      'load-earlier': async (input) => {
        await read();
        return loadEarlier(deps, visitor(), input);
      },
      'visit-page': async (input) => {
        const { siteId, visitorId } = visitor();
        if (!socket.rooms.has(conversationRoom(input.conversationId))) throw new AppError('NOT_FOUND');
        await deps.visitPage(`${siteId}:${visitorId}`, { visitor: visitor(), ...input });
        return {};
      },
      'request-human': async ({ conversationId }) => {
        await requestHuman(deps, visitor(), conversationId);
        return {};
      },
      'rate-answer': async (input) => {
        await rateAnswer(deps, visitor(), input);
        return {};
      },
    },
    watch,
  );
}
