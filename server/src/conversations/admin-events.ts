import { type AdminAcks, AdminClientEvents, type AdminConversationJoined } from '@supportchat/protocol';
import type { Logger } from 'pino';
import type { Socket } from 'socket.io';
import type { Actor } from '../access/actor.ts';
import { maySeeSite } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import { type InProgress, listen } from '../realtime/listen.ts';
import { conversationRoom, enterRooms, siteRoom } from '../realtime/rooms.ts';
import { withDeadline } from '../with-deadline.ts';
import { requireAgentsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { markRead } from './mark-read.ts';
import { forAgent, presentEntry } from './present.ts';
import { readMessages } from './read-messages.ts';
import { receiptOf, sendAgentMessage } from './send-message.ts';

/** Binds an agent's socket to the acts. An agent who loses a right is disconnected, so `agent` is valid for the socket's lifetime. */
export function bindAdminEvents(socket: Socket, actor: Actor, deps: ConversationDeps, watch: { log: Logger; inProgress: InProgress }): void {
  listen<typeof AdminClientEvents, AdminAcks>(
    socket,
    AdminClientEvents,
    {
      'join-site': async ({ siteId }) => {
        if (!maySeeSite(actor, siteId) || !(await deps.store.sites.get(siteId))) throw new AppError('NOT_FOUND');
        await enterRooms(socket, [siteRoom(siteId)]);
        return {};
      },
      'join-conversation': async ({ conversationId, afterSeq }) => {
        await deps.limits.read(actor.id);
        await requireAgentsConversation(deps.store, actor, conversationId);
        await enterRooms(socket, [conversationRoom(conversationId)]);
        return readJoined(deps, actor, conversationId, afterSeq);
      },
      'leave-conversation': async ({ conversationId }) => {
        await socket.leave(conversationRoom(conversationId));
        return {};
      },
      'send-message': async (input) => receiptOf(await withDeadline(sendAgentMessage(deps, actor, input))),
      typing: ({ conversationId, isTyping }) => {
        if (!socket.rooms.has(conversationRoom(conversationId))) throw new AppError('NOT_FOUND');
        if (deps.limitTyping(`${conversationId} ${actor.id}`, isTyping)) deps.broadcast.agentTyping(conversationId, isTyping, actor);
        return {};
      },
      'mark-read': async ({ conversationId, seq }) => {
        await markRead(deps, await requireAgentsConversation(deps.store, actor, conversationId), 'agent', seq);
        return {};
      },
      'load-messages': async ({ conversationId, ...range }) => {
        await deps.limits.read(actor.id);
        await requireAgentsConversation(deps.store, actor, conversationId);
        return readMessages(deps.store, conversationId, range);
      },
    },
    watch,
  );
}

/** The conversation's full state, read after joining the room. */
async function readJoined(deps: ConversationDeps, actor: Actor, id: string, afterSeq: number | undefined): Promise<AdminConversationJoined> {
  const page = await readMessages(deps.store, id, { afterSeq, limit: afterSeq === undefined ? 30 : 100 });
  const activity = await deps.store.conversations.listEntries(id, 200);
  const conversation = await requireAgentsConversation(deps.store, actor, id);
  return { conversation: forAgent(conversation), activity: activity.map(presentEntry), ...page };
}
