import {
  Conversation,
  ConversationCounts,
  ConversationCountsQuery,
  ConversationList,
  ConversationListQuery,
  MarkedConversation,
  Message,
  MessageList,
  MessageListQuery,
  PageHistory,
  PostMessage,
  UpdateConversation,
} from '@supportchat/protocol';
import { pathId } from '../http/path-id.ts';
import { type Route, route } from '../http/route.ts';
import { withDeadline } from '../with-deadline.ts';
import { requireAgentsConversation } from './access.ts';
import { changeConversation } from './change-conversation.ts';
import type { ConversationDeps } from './conversation-deps.ts';
import { countConversations, listConversations } from './list-conversations.ts';
import { listEarlier } from './list-earlier.ts';
import { listMessages } from './list-messages.ts';
import { listPages } from './list-pages.ts';
import { forAgent, presentMessage } from './present.ts';
import { removeConversation } from './remove-conversation.ts';
import { sendAgentMessage } from './send-message.ts';
import { withOwnMark } from './with-own-marks.ts';

const tag = 'Conversations';

export function conversationRoutes(deps: ConversationDeps): Route[] {
  const { store } = deps;
  return [
    route(
      {
        method: 'get',
        path: '/conversations',
        summary: 'Conversations of your sites, newest activity first; the waiting ones longest wait first',
        tag,
        access: 'read-conversations',
        query: ConversationListQuery,
        reply: ConversationList,
        isHeavy: ({ search }) => Boolean(search),
      },
      ({ query }, { actor }) => listConversations(store, actor, query),
    ),
    route(
      {
        method: 'get',
        path: '/conversations/counts',
        summary: 'How many conversations are in each view of the inbox',
        tag,
        access: 'read-conversations',
        query: ConversationCountsQuery,
        reply: ConversationCounts,
      },
      ({ query }, { actor }) => countConversations(store, actor, query.siteId),
    ),
    route(
      { method: 'get', path: '/conversations/{id}', summary: 'One conversation', tag, access: 'read-conversations', reply: MarkedConversation },
      async ({ params }, { actor }) => withOwnMark(store, actor, forAgent(await requireAgentsConversation(store, actor, pathId(params)))),
    ),
    route(
      {
        method: 'get',
        path: '/conversations/{id}/earlier',
        summary: 'What the same visitor asked before, newest first, at most 5',
        tag,
        access: 'read-conversations',
        reply: ConversationList,
      },
      ({ params }, { actor }) => listEarlier(store, actor, pathId(params)),
    ),
    route(
      {
        method: 'get',
        path: '/conversations/{id}/pages',
        summary: 'The pages that the visitor has been on, newest first, at most 20',
        tag,
        access: 'read-conversations',
        reply: PageHistory,
      },
      ({ params }, { actor }) => listPages(store, actor, pathId(params)),
    ),
    route(
      {
        method: 'patch',
        path: '/conversations/{id}',
        summary: 'Assign, unassign, resolve, close or reopen',
        tag,
        access: 'answer-conversations',
        body: UpdateConversation,
        reply: Conversation,
      },
      async ({ params, body }, { actor }) => forAgent(await changeConversation(deps, actor, pathId(params), body)),
    ),
    route(
      { method: 'delete', path: '/conversations/{id}', summary: 'Remove a conversation with its messages, for good', tag, access: 'remove-conversations' },
      ({ params }, { actor }) => removeConversation(deps, actor, pathId(params)),
    ),
    route(
      {
        method: 'get',
        path: '/conversations/{id}/messages',
        summary: 'Messages in order of seq; the newest page by default',
        tag,
        access: 'read-conversations',
        query: MessageListQuery,
        reply: MessageList,
      },
      async ({ params, query }, { actor }) => {
        await deps.limits.read(actor.id);
        return listMessages(store, actor, pathId(params), query);
      },
    ),
    route(
      {
        method: 'post',
        path: '/conversations/{id}/messages',
        summary: 'Write to the visitor',
        tag,
        access: 'answer-conversations',
        body: PostMessage,
        reply: Message,
        status: 201,
      },
      async ({ params, body, response }, { actor }) => {
        const added = await withDeadline(sendAgentMessage(deps, actor, { conversationId: pathId(params), ...body }));
        if (added.duplicate) response.status(200);
        return presentMessage(added.message);
      },
    ),
  ];
}
