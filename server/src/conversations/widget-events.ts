import { type ConversationJoined, type WidgetAcks, WidgetClientEvents } from '@supportchat/protocol';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import { AppError } from '../failure.ts';
import { inTime } from '../in-time.ts';
import type { Connection } from '../realtime/lighten.ts';
import { type InProgress, listen } from '../realtime/listen.ts';
import { conversationRoom, siteRoom, visitorRoom } from '../realtime/rooms.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps, VisitorIdentity } from './conversation-deps.ts';
import { joinConversation } from './join-conversation.ts';
import { loadEarlier } from './load-earlier.ts';
import { markRead } from './mark-read.ts';
import { rateAnswer } from './rate-answer.ts';
import { readMessages } from './read-messages.ts';
import { requestHuman } from './request-human.ts';
import { sendVisitorMessage } from './send-message.ts';
import { visitPage } from './visit-page.ts';

/** Binds a visitor's socket to the acts. Who they are is known once `join-conversation` was answered. */
export function bindWidgetEvents(socket: Socket, connection: Connection, deps: ConversationDeps, watch: { log: Logger; inProgress: InProgress }): void {
  let joinedAs: VisitorIdentity | null = null;
  const visitor = () => {
    if (!joinedAs) throw new AppError('NOT_FOUND');
    return joinedAs;
  };

  listen<typeof WidgetClientEvents, WidgetAcks>(
    socket,
    WidgetClientEvents,
    {
      'join-conversation': async (input): Promise<ConversationJoined> => {
        const joined = await joinConversation(
          deps,
          {
            ...connection,
            enter: async (identity, conversation) => {
              if (joinedAs) await leaveAll(socket);
              joinedAs = identity;
              socket.data.visitor = identity;
              await socket.join([siteRoom(identity.siteId), visitorRoom(identity.siteId, identity.visitorId), conversationRoom(conversation._id)]);
            },
          },
          input,
        );
        socket.emit('conversation-joined', joined);
        return joined;
      },
      'send-message': (input) => inTime(sendVisitorMessage(deps, visitor(), input)),
      typing: ({ conversationId, isTyping }) => {
        if (!socket.rooms.has(conversationRoom(conversationId))) throw new AppError('NOT_FOUND');
        deps.broadcast.visitorTyping(conversationId, isTyping);
        return {};
      },
      'mark-read': async ({ conversationId, seq }) => {
        await markRead(deps, await requireVisitorsConversation(deps.store, visitor(), conversationId), 'visitor', seq);
        return {};
      },
      'load-messages': async ({ conversationId, ...range }) => {
        await requireVisitorsConversation(deps.store, visitor(), conversationId);
        return readMessages(deps.store, conversationId, range);
      },
      'load-earlier': (input) => loadEarlier(deps, visitor(), input),
      'visit-page': async (input) => {
        await visitPage(deps, visitor(), input);
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

/** A socket that joins again hears only what it joined last. */
async function leaveAll(socket: Socket): Promise<void> {
  for (const room of socket.rooms) if (room !== socket.id) await socket.leave(room);
}
