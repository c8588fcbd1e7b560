import { ApiError, describeError } from '../http/api-error.ts';
import { keys } from '../queries/keys.ts';
import { queryClient } from '../queries/query-client.ts';
import { notifyFailure } from '../ui/overlays/toast.tsx';
import { currentSocket, requestWithRetry } from './socket.ts';

/** Sites that are joined at once. */
const SITES_AT_ONCE = 20;

let siteIds: readonly string[] = [];

/** The sites whose events this panel receives. */
export const joinedSites = () => siteIds;

/** Receives updates of every conversation of these sites, now and after each connect. */
export function joinSites(ids: readonly string[]) {
  const added = ids.filter((id) => !siteIds.includes(id));
  siteIds = ids;
  if (currentSocket()?.connected) void joinInBatches(added);
}

/** The server limits how many events a socket may start at once. */
export async function joinInBatches(ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += SITES_AT_ONCE) await Promise.all(ids.slice(at, at + SITES_AT_ONCE).map(joinSite));
}

/** A site that may not be joined (anymore) is left out; the list of sites reports the same soon after. */
async function joinSite(siteId: string) {
  await requestWithRetry('join-site', { siteId }).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'NOT_FOUND') return queryClient.invalidateQueries({ queryKey: keys.sites });
    if (error instanceof ApiError && error.code === 'OFFLINE') return; // the next connect joins again
    notifyFailure({ title: 'New messages of one site do not appear automatically', ...describeError(error), retry: () => void joinSite(siteId) });
  });
}
