import type { Site } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { getAll } from '../session/api.ts';
import { keys } from './keys.ts';

/** Every site that the user may see, by name. */
export const useSites = () =>
  useQuery({
    queryKey: [...keys.sites, 'all'],
    queryFn: async ({ signal }) => (await getAll<Site>('/sites', {}, signal)).sort((a, b) => a.name.localeCompare(b.name)),
    staleTime: 60_000,
  });
