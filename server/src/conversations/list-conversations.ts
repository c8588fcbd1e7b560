import type { ConversationCounts, ConversationListQuery } from '@supportchat/protocol';
import { narrowToSite } from '../scope.ts';
import type { AgentRecord, ConversationFilter, ConversationRecord, Page, Store } from '../store/store.ts';

const ACTIVE: ConversationFilter['status'] = ['open', 'assigned'];

/** The conversations of an agent's sites, newest activity first. */
export function listConversations(store: Store, agent: AgentRecord, query: ConversationListQuery): Promise<Page<ConversationRecord>> {
  const { siteId, status, assignedAgent, view, search, limit, cursor } = query;
  return store.conversations.list({
    siteIds: narrowToSite(agent, siteId),
    status: status ? [status] : view ? ACTIVE : undefined,
    assignedAgent: assignedAgent === 'me' ? agent._id : assignedAgent === 'none' ? null : assignedAgent,
    waiting: view === 'waiting' ? true : undefined,
    search: search || undefined,
    limit,
    cursor,
  });
}

/** How many stand in each view of the inbox. */
export async function countConversations(store: Store, agent: AgentRecord, siteId: string | undefined): Promise<ConversationCounts> {
  const active = { siteIds: narrowToSite(agent, siteId), status: ACTIVE };
  const [mine, unassigned, all, waiting] = await Promise.all([
    store.conversations.count({ ...active, assignedAgent: agent._id }),
    store.conversations.count({ ...active, assignedAgent: null }),
    store.conversations.count(active),
    store.conversations.count({ ...active, waiting: true }),
  ]);
  return {
    mine: mine.conversations,
    unassigned: unassigned.conversations,
    active: all.conversations,
    waiting: waiting.conversations,
    unread: all.unreadMessages,
  };
}
