import type { ConversationCounts } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../session/api.ts';
import { keys } from './keys.ts';

/** Numbers beside the inbox's views, for one site or all (null); `attention` is of all sites in both. */
export const useConversationCounts = (siteId: string | null) =>
  useQuery({
    queryKey: [...keys.counts, siteId],
    queryFn: ({ signal }) => api.get<ConversationCounts>('/conversations/counts', { siteId }, signal),
    refetchInterval: 60_000,
  });
