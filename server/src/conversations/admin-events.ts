import { type AdminConversationJoined, type ConversationAdminAcks, ConversationAdminEvents } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { maySeeSite } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import { type AdminEvent, bindAdminEvents } from '../realtime/bound-events.ts';
import { withDeadline } from '../with-deadline.ts';
import { requireAgentsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { markReadByAgent } from './mark-read-by-agent.ts';
import { markUnread } from './mark-unread.ts';
import { forAgent, presentEntry } from './present.ts';
import { readMessages } from './read-messages.ts';
import { receiptOf, sendAgentMessage } from './send-message.ts';
import { withOwnMark } from './with-own-marks.ts';

/** Binds the events of agents to the acts. */
export function conversationAdminEvents(deps: ConversationDeps): AdminEvent[] {
  return bindAdminEvents<typeof ConversationAdminEvents, ConversationAdminAcks>(ConversationAdminEvents, {
    'join-site': {
      access: 'read-conversations',
      async act({ siteId }, session) {
        if (!maySeeSite(session.actor, siteId) || !(await deps.store.sites.get(siteId))) throw new AppError('NOT_FOUND');
        await session.enterSite(siteId);
        return {};
      },
    },
    'join-conversation': {
      access: 'read-conversations',
      isRead: true,
      replyEvent: 'conversation-joined',
      async act({ conversationId, afterSeq }, session) {
        await deps.limits.read(session.actor.id);
        await requireAgentsConversation(deps.store, session.actor, conversationId);
        await session.enterConversation(conversationId);
        return readJoined(deps, session.actor, conversationId, afterSeq);
      },
    },
    'leave-conversation': {
      access: 'read-conversations',
      async act({ conversationId }, session) {
        await session.leaveConversation(conversationId);
        return {};
      },
    },
    'send-message': {
      access: 'answer-conversations',
      hasOwnLimit: true,
      act: async (input, { actor }) => receiptOf(await withDeadline(sendAgentMessage(deps, actor, input))),
    },
    typing: {
      access: 'answer-conversations',
      act({ conversationId, isTyping }, session) {
        if (!session.isIn(conversationId)) throw new AppError('NOT_FOUND');
        const { actor } = session;
        if (deps.limitTyping(`${conversationId} ${actor.id}`, isTyping)) deps.broadcast.agentTyping(conversationId, isTyping, actor);
        return {};
      },
    },
    'mark-read': {
      access: 'answer-conversations',
      async act({ conversationId, seq }, { actor }) {
        await markReadByAgent(deps, actor, await requireAgentsConversation(deps.store, actor, conversationId), seq);
        return {};
      },
    },
    'mark-unread': {
      access: 'answer-conversations',
      async act({ conversationId }, { actor }) {
        await deps.limits.read(actor.id);
        await markUnread(deps, actor, await requireAgentsConversation(deps.store, actor, conversationId));
        return {};
      },
    },
    'load-messages': {
      access: 'read-conversations',
      isRead: true,
      async act({ conversationId, ...range }, { actor }) {
        await deps.limits.read(actor.id);
        await requireAgentsConversation(deps.store, actor, conversationId);
        return readMessages(deps.store, conversationId, range);
      },
    },
  });
}

/** The conversation's full state, read after joining the room. */
async function readJoined(deps: ConversationDeps, actor: Actor, id: string, afterSeq: number | undefined): Promise<AdminConversationJoined> {
  const page = await readMessages(deps.store, id, { afterSeq, limit: afterSeq === undefined ? 30 : 100 });
  const activity = await deps.store.conversations.listEntries(id, 200);
  const conversation = forAgent(await requireAgentsConversation(deps.store, actor, id));
  return { conversation: await withOwnMark(deps.store, actor, conversation), activity: activity.map(presentEntry), ...page };
}
