import type { Conversation, ConversationListQuery, List, ListedConversation } from '@supportchat/protocol';

/** The parameters that a list in the cache was requested with. */
export type ListParams = Partial<Pick<ConversationListQuery, 'siteId' | 'status' | 'assignedAgent' | 'view' | 'search'>>;

/** Pages as react-query keeps them. */
export type ListPages = { pages: List<ListedConversation>[]; pageParams: unknown[] };

const isActive = (conversation: Conversation) => conversation.status === 'open' || conversation.status === 'assigned';

/** Whether the conversation is in the list that `params` requests. Only the server can judge a search: null. */
export function matchesList(conversation: Conversation, params: ListParams, myId: string): boolean | null {
  if (conversation.lastMessageAt === null) return false;
  if (params.siteId && conversation.siteId !== params.siteId) return false;
  if (params.status && conversation.status !== params.status) return false;
  if (params.assignedAgent === 'me' && conversation.assignedAgent !== myId) return false;
  if (params.assignedAgent === 'none' && conversation.assignedAgent !== null) return false;
  if (params.assignedAgent && !['me', 'none', conversation.assignedAgent].includes(params.assignedAgent)) return false;
  if (params.view === 'active' && !isActive(conversation)) return false;
  if (params.view === 'waiting' && (conversation.waitingSince === null || !isActive(conversation))) return false;
  return params.search ? null : true;
}

/** Newest activity first. */
const byActivity = (a: Conversation, b: Conversation) => (b.lastMessageAt ?? '').localeCompare(a.lastMessageAt ?? '') || b._id.localeCompare(a._id);

/** Longest wait first. */
const byWait = (a: Conversation, b: Conversation) => (a.waitingSince ?? '').localeCompare(b.waitingSince ?? '') || a._id.localeCompare(b._id);

/** As the server lists. */
export const orderOf = ({ view, search }: ListParams) => (view === 'waiting' && !search ? byWait : byActivity);

/** A list with the conversation inserted, moved, changed or removed. The same object when nothing changes. */
export function placeInList(list: ListPages, arrived: Conversation, matches: boolean | null, order = byActivity): ListPages {
  const known = list.pages.flatMap((page) => page.items).find((item) => item._id === arrived._id);
  // Events carry no match: a search keeps the one that it found.
  const conversation: ListedConversation = known?.match === undefined ? arrived : { ...arrived, match: known.match };
  if (!known && matches !== true) return list;
  const without = known ? removeFromList(list, conversation._id) : list;
  if (matches === false) return without;
  const cleaned = [...without.pages];

  for (const [index, page] of cleaned.entries()) {
    const place = page.items.findIndex((item) => order(conversation, item) <= 0);
    const isLast = index === cleaned.length - 1;
    if (place === -1 && !isLast) continue;
    if (place === -1 && page.nextCursor !== null && !known) return list; // It comes with a page that is not loaded yet.
    const items = place === -1 ? [...page.items, conversation] : page.items.toSpliced(place, 0, conversation);
    cleaned[index] = { ...page, items };
    return { ...list, pages: cleaned };
  }
  return list;
}

/** A list without the conversation. */
export function removeFromList(list: ListPages, id: string): ListPages {
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.filter((item) => item._id !== id) })) };
}

/** Only the first pages: a list is refetched page by page, and hundreds would take long. */
export function firstPages(list: ListPages, count: number): ListPages {
  if (list.pages.length <= count) return list;
  return { pages: list.pages.slice(0, count), pageParams: list.pageParams.slice(0, count) };
}

/** All rows of a list, each conversation once. */
export function rowsOf(list: ListPages | undefined): ListedConversation[] {
  const seen = new Set<string>();
  return (list?.pages ?? []).flatMap((page) => page.items).filter((item) => !seen.has(item._id) && seen.add(item._id));
}

/** The later state of two: events and answers may overtake each other. */
export function newerOf(known: Conversation | undefined, arrived: Conversation): Conversation {
  if (!known) return arrived;
  if (known.revision !== arrived.revision) return known.revision > arrived.revision ? known : arrived;
  if (known.lastSeq !== arrived.lastSeq) return known.lastSeq > arrived.lastSeq ? known : arrived;
  return known.updatedAt > arrived.updatedAt ? known : arrived;
}
