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
