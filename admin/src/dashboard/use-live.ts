import type { Conversation, LiveCounts } from '@supportchat/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browserTimeZone } from '../analytics/days.ts';
import { api, getAll } from '../api.ts';
import { keys, useConversationCounts } from '../queries.ts';

const LIVE = [...keys.analytics, 'live'] as const;
/** What no event tells, such as who is online, is asked again at this pace, in milliseconds. */
const PACE = 30_000;

/** What is going on right now, of one site or all (null). */
export const useLiveCounts = (siteId: string | null) =>
  useQuery({
    queryKey: [...LIVE, 'counts', siteId],
    queryFn: ({ signal }) => api.get<LiveCounts>('/analytics/live', { siteId, timeZone: browserTimeZone() }, signal),
    refetchInterval: PACE,
  });

/** Conversations whose visitor waits, the longest wait first. */
export const useWaiting = (siteId: string | null) =>
  useQuery({
    queryKey: [...LIVE, 'waiting', siteId],
    queryFn: async ({ signal }) => byWait(await getAll<Conversation>('/conversations', { siteId, view: 'waiting' }, signal)),
    refetchInterval: PACE,
  });

export const byWait = (conversations: Conversation[]) => conversations.toSorted((a, b) => (a.waitingSince ?? '').localeCompare(b.waitingSince ?? ''));

/** Reads both anew whenever the inbox's counts were: those follow every event of the live connection. */
export function useLiveUpdates(siteId: string | null) {
  const queryClient = useQueryClient();
  const { dataUpdatedAt } = useConversationCounts(siteId);
  useEffect(() => {
    if (dataUpdatedAt > 0) void queryClient.invalidateQueries({ queryKey: LIVE }, { cancelRefetch: false });
  }, [dataUpdatedAt, queryClient]);
}
