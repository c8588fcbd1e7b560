import type { Agent, ConversationCounts, Site } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { api, getAll } from '../session/api.ts';

/** Names of the cache entries. Screens add their own below these roots, so that invalidating a root reaches all. */
export const keys = {
  sites: ['sites'] as const,
  site: (id: string) => ['sites', id] as const,
  agents: ['agents'] as const,
  faqs: ['faqs'] as const,
  analytics: ['analytics'] as const,
  counts: ['conversation-counts'] as const,
  conversationLists: ['conversations'] as const,
  conversations: ['conversation'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  thread: (id: string) => ['thread', id] as const,
};

/** Every site that the user may see, by name. */
export const useSites = () =>
  useQuery({
    queryKey: [...keys.sites, 'all'],
    queryFn: async ({ signal }) => (await getAll<Site>('/sites', {}, signal)).sort((a, b) => a.name.localeCompare(b.name)),
    staleTime: 60_000,
  });

/** Every colleague, active or not, by name. */
export const useAgents = () =>
  useQuery({
    queryKey: [...keys.agents, 'all'],
    queryFn: async ({ signal }) => (await getAll<Agent>('/agents', {}, signal)).sort((a, b) => a.name.localeCompare(b.name)),
    staleTime: 60_000,
  });

/** Numbers beside the inbox's views, for one site or all (null); `attention` is of all sites in both. */
export const useConversationCounts = (siteId: string | null) =>
  useQuery({
    queryKey: [...keys.counts, siteId],
    queryFn: ({ signal }) => api.get<ConversationCounts>('/conversations/counts', { siteId }, signal),
    refetchInterval: 60_000,
  });
