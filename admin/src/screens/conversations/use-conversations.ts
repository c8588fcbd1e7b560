import type { Conversation, List, ListedConversation, MarkedConversation } from '@supportchat/protocol';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { applyConversation } from '../../queries/conversations/apply-events.ts';
import { type ListParams, newerOf } from '../../queries/conversations/list-cache.ts';
import { withoutMark } from '../../queries/conversations/own-marks.ts';
import { keys } from '../../queries/keys.ts';
import { queryClient } from '../../queries/query-client.ts';
import { api } from '../../session/api.ts';
import { openThread, watchThread } from './open-thread.ts';

const PAGE = 40;

/** A list of conversations, page after page; events keep it current. */
export function useConversationList(params: ListParams) {
  return useInfiniteQuery({
    queryKey: [...keys.conversationLists, params],
    queryFn: async ({ pageParam, signal }) => {
      const page = await api.get<List<ListedConversation>>('/conversations', { ...params, limit: PAGE, cursor: pageParam }, signal);
      return { ...page, items: page.items.map(withoutMark).map((item) => ({ ...item, ...newestKnown(item) })) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One conversation's state; immediately if it is in a list. */
export function useConversation(conversationId: string | undefined) {
  return useQuery({
    queryKey: keys.conversation(conversationId ?? ''),
    enabled: conversationId !== undefined,
    queryFn: async ({ signal }) => newestKnown(withoutMark(await api.get<MarkedConversation>(`/conversations/${conversationId}`, {}, signal))),
    // As data, not as a placeholder: it stays when the server cannot be reached.
    initialData: () => findConversation(conversationId ?? ''),
    initialDataUpdatedAt: 0,
    staleTime: 60_000,
  });
}

/** Messages and activity of the open conversation, live until it is left. */
export function useThread(conversationId: string) {
  useEffect(() => watchThread(conversationId), [conversationId]);
  return useQuery({
    queryKey: keys.thread(conversationId),
    queryFn: () => openThread(conversationId),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Refetches the state, after a CONFLICT. */
export async function refetchConversation(conversationId: string): Promise<Conversation> {
  const now = newestKnown(withoutMark(await api.get<MarkedConversation>(`/conversations/${conversationId}`)));
  applyConversation(now);
  return now;
}

/** An event may have overtaken the answer. */
const newestKnown = (answered: Conversation): Conversation => newerOf(queryClient.getQueryData<Conversation>(keys.conversation(answered._id)), answered);

/** From a list that is in memory. */
export function findConversation(conversationId: string): Conversation | undefined {
  for (const [, list] of queryClient.getQueriesData<{ pages: List<ListedConversation>[] }>({ queryKey: keys.conversationLists })) {
    const found = list?.pages.flatMap((page) => page.items).find((item) => item._id === conversationId);
    if (found) return found;
  }
  return undefined;
}
