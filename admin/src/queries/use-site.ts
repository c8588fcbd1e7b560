import type { Site, UpdateSite } from '@supportchat/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../session/api.ts';
import { keys } from './keys.ts';

/** One site with all its settings; polled at this interval, if any, in milliseconds. */
export const useSite = (id: string, refetchInterval?: number) =>
  useQuery({ queryKey: keys.site(id), queryFn: ({ signal }) => api.get<Site>(`/sites/${id}`, {}, signal), refetchInterval: refetchInterval ?? false });

/** Changes a site; only the named fields change. The cache has the new state when the promise resolves. */
export function useUpdateSite(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (changes: UpdateSite) => api.patch<Site>(`/sites/${id}`, changes),
    onSuccess: (site) => {
      queryClient.setQueryData(keys.site(id), site);
      void queryClient.invalidateQueries({ queryKey: [...keys.sites, 'all'] });
    },
  });
}
