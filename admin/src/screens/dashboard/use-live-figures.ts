import type { Conversation, List, LiveCounts } from '@supportchat/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { browserTimeZone } from '../../queries/days.ts';
import { keys } from '../../queries/keys.ts';
import { useConversationCounts } from '../../queries/use-conversation-counts.ts';
import { api } from '../../session/api.ts';

const LIVE_KEY = [...keys.analytics, 'live'] as const;
/** No event reports everything, such as who is online: polled at this interval, in milliseconds. */
const POLL_INTERVAL_MS = 30_000;

/** The current activity of one site or all (null). */
export const useLiveCounts = (siteId: string | null) =>
  useQuery({
    queryKey: [...LIVE_KEY, 'counts', siteId],
    queryFn: ({ signal }) => api.get<LiveCounts>('/analytics/live', { siteId, timeZone: browserTimeZone() }, signal),
    refetchInterval: POLL_INTERVAL_MS,
  });

export const MAX_WAITING_SHOWN = 7;

/** The conversations whose visitors have waited longest, in that order. */
export const useWaiting = (siteId: string | null) =>
  useQuery({
    queryKey: [...LIVE_KEY, 'waiting', siteId],
    queryFn: async ({ signal }) => (await api.get<List<Conversation>>('/conversations', { siteId, view: 'waiting', limit: MAX_WAITING_SHOWN }, signal)).items,
    refetchInterval: POLL_INTERVAL_MS,
  });

/** Refetches both whenever the inbox's counts were: those follow every event of the live connection. */
export function useLiveUpdates(siteId: string | null) {
  const queryClient = useQueryClient();
  const { dataUpdatedAt } = useConversationCounts(siteId);
  useEffect(() => {
    if (dataUpdatedAt > 0) void queryClient.invalidateQueries({ queryKey: LIVE_KEY }, { cancelRefetch: false });
  }, [dataUpdatedAt, queryClient]);
}
