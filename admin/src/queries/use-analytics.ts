import type { Analytics } from '@supportchat/protocol';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../session/api.ts';
import { browserTimeZone } from './days.ts';
import { keys } from './keys.ts';
import { runSerially } from './run-serially.ts';

export type AnalyticsDays = Analytics['days'];

/** The report of some days, of one site or all (null), in the browser's time zone. */
export function useAnalytics({ from, to }: { from: string; to: string }, siteId: string | null) {
  const query = { siteId, from, to, timeZone: browserTimeZone() };
  return useQuery({
    queryKey: [...keys.analytics, 'days', query],
    queryFn: ({ signal }) => runSerially(() => api.get<Analytics>('/analytics', query, signal)),
    placeholderData: keepPreviousData,
    refetchInterval: 5 * 60_000,
  });
}
