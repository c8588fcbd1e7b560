import { type ConversationJoined, type ConversationWidgetAcks, ConversationWidgetEvents } from '@supportchat/protocol';
import { AppError } from '../failure.ts';
import { bindWidgetEvents, type WidgetEvent } from '../realtime/bound-events.ts';
import type { VisitorIdentity, VisitorSession } from '../realtime/visitor-session.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import { withDeadline } from '../with-deadline.ts';
import { requireVisitorsConversation } from './access.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { joinConversation } from './join-conversation.ts';
import { leaveEmail } from './leave-email.ts';
import { loadEarlier } from './load-earlier.ts';
import { markRead } from './mark-read.ts';
import { rateAnswer } from './rate-answer.ts';
import { readMessages } from './read-messages.ts';
import { requestHuman } from './request-human.ts';
import { sendVisitorMessage } from './send-message.ts';
import { createTeamUpdates } from './send-team-updates.ts';

const access = 'joined visitor';

/** Binds the events of visitors to the acts. */
export function conversationWidgetEvents(deps: ConversationDeps): WidgetEvent[] {
  const teamUpdates = createTeamUpdates(deps);
  const countRead = ({ siteId, visitorId }: VisitorIdentity) => deps.limits.read(`${siteId}:${visitorId}`);
  const requireIn = (session: VisitorSession, conversationId: string) => {
    if (!session.isIn(conversationId)) throw new AppError('NOT_FOUND');
  };

  return bindWidgetEvents<typeof ConversationWidgetEvents, ConversationWidgetAcks>(ConversationWidgetEvents, {
    'join-conversation': {
      access: 'anyone',
      isRead: true,
      replyEvent: 'conversation-joined',
      async act(input, session): Promise<ConversationJoined> {
        session.countJoin();
        const enter = async (visitor: VisitorIdentity, conversation: ConversationRecord) => {
          await session.leave();
          deps.limits.visitorSocket(session.countSocketsOf(visitor));
          await session.enter(visitor, conversation._id);
        };
        const joined = await joinConversation(deps, { ...session.connection, enter, leave: session.leave }, input);
        session.completeJoin();
        teamUpdates.recordSent(session, joined.team);
        return joined;
      },
    },
    'send-message': {
      access,
      hasOwnLimit: true,
      act(input, session) {
        const { siteId } = session.visitor();
        const stored = withDeadline(sendVisitorMessage(deps, session.visitor(), input));
        stored.then(
          () => teamUpdates.send(session, siteId),
          () => {},
        );
        return stored;
      },
    },
    typing: {
      access,
      act({ conversationId, isTyping }, session) {
        requireIn(session, conversationId);
        if (deps.limitTyping(conversationId, isTyping)) deps.broadcast.visitorTyping(conversationId, isTyping);
        return {};
      },
    },
    'mark-read': {
      access,
      async act({ conversationId, seq }, session) {
        await markRead(deps, await requireVisitorsConversation(deps.store, session.visitor(), conversationId), 'visitor', seq);
        return {};
      },
    },
    'load-messages': {
      access,
      isRead: true,
      async act({ conversationId, ...range }, session) {
        await countRead(session.visitor());
        await requireVisitorsConversation(deps.store, session.visitor(), conversationId);
        return readMessages(deps.store, conversationId, range);
      },
    },
    'load-earlier': {
      access,
      isRead: true,
      async act(input, session) {
        await countRead(session.visitor());
        return loadEarlier(deps, session.visitor(), input);
      },
    },
    'visit-page': {
      access,
      async act(input, session) {
        const visitor = session.visitor();
        requireIn(session, input.conversationId);
        await deps.visitPage(`${visitor.siteId}:${visitor.visitorId}`, { visitor, ...input });
        return {};
      },
    },
    'leave-email': {
      access,
      async act(input, session) {
        await leaveEmail(deps, session.visitor(), input);
        return {};
      },
    },
    'request-human': {
      access,
      async act({ conversationId }, session) {
        await requestHuman(deps, session.visitor(), conversationId);
        return {};
      },
    },
    'rate-answer': {
      access,
      async act(input, session) {
        await rateAnswer(deps, session.visitor(), input);
        return {};
      },
    },
  });
}
