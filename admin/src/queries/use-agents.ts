import type { Agent } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { getAll } from '../session/api.ts';
import { keys } from './keys.ts';

/** Every colleague, active or not, by name. */
export const useAgents = () =>
  useQuery({
    queryKey: [...keys.agents, 'all'],
    queryFn: async ({ signal }) => (await getAll<Agent>('/agents', {}, signal)).sort((a, b) => a.name.localeCompare(b.name)),
    staleTime: 60_000,
  });
