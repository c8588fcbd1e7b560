import type { ConversationCounts, ConversationListQuery, ListedConversation } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { narrowToSite, sitesOf } from '../access/sites.ts';
import type { ConversationFilter, FoundConversation } from '../store/port/conversations.ts';
import type { Page } from '../store/port/page.ts';
import type { Store } from '../store/store.ts';
import { excerptAround } from './excerpt.ts';
import { forAgent } from './present.ts';
import { withOwnMarks } from './with-own-marks.ts';

const ACTIVE: ConversationFilter['status'] = ['open', 'assigned'];

/** Lists the conversations of an agent's sites, newest activity first; the waiting view lists the longest wait first. */
export async function listConversations(store: Store, actor: Actor, query: ConversationListQuery): Promise<Page<ListedConversation>> {
  const { siteId, status, assignedAgent, view, search, limit, cursor } = query;
  const request = {
    siteIds: narrowToSite(actor, siteId),
    status: status ? [status] : view ? ACTIVE : undefined,
    assignedAgent: assignedAgent === 'me' ? actor.id : assignedAgent === 'none' ? null : assignedAgent,
    waiting: view === 'waiting' ? true : undefined,
    limit,
    cursor,
  };
  if (!search) {
    const { items, nextCursor } = await store.conversations.list(request);
    return { items: await withOwnMarks(store, actor, items.map(forAgent)), nextCursor };
  }
  const { items, nextCursor } = await store.conversations.search({ ...request, search });
  const found = items.map((each) => presentFound(each, search));
  return { items: await withOwnMarks(store, actor, found), nextCursor };
}

/** Counts the conversations in each inbox view, and those on any site that need this agent's attention. */
export async function countConversations(store: Store, actor: Actor, siteId: string | undefined): Promise<ConversationCounts> {
  const agentId = actor.id;
  const [chosen, everywhere] = await Promise.all([
    store.conversations.countInbox({ siteIds: narrowToSite(actor, siteId), agentId }),
    siteId === undefined ? null : store.conversations.countInbox({ siteIds: sitesOf(actor), agentId }),
  ]);
  return {
    mine: chosen.mine,
    unassigned: chosen.unassigned,
    active: chosen.open + chosen.assigned,
    waiting: chosen.waiting,
    unread: chosen.unreadMessages,
    attention: (everywhere ?? chosen).attention,
  };
}

function presentFound({ match, ...conversation }: FoundConversation, search: string): ListedConversation {
  const shown = forAgent(conversation);
  if (!match) return { ...shown, match: null };
  const { _id: messageId, seq, senderType, content, createdAt } = match;
  return { ...shown, match: { messageId, seq, senderType, excerpt: excerptAround(content, search), createdAt: createdAt.toISOString() } };
}
