import type { WidgetConfig } from '@supportchat/protocol';
import { admitToSite, type RequestingPage } from './admit-to-site.ts';
import { presentWidgetConfig } from './present-site.ts';
import type { SitesDeps } from './sites-deps.ts';

const PER_ORIGIN_MS = 30_000;
/** A domain may have any number of origins, so together they have a limit too. */
const PER_SITE_MS = 1000;
const MAX_ENTRIES = 1000;

/**
 * Reads the settings for a page and records that the site's widget was seen there, at most once every 30 seconds per origin and once a
 * second per site.
 * SITE_INVALID, ORIGIN_NOT_ALLOWED.
 */
export function createGetWidgetConfig(
  deps: Pick<SitesDeps, 'store' | 'clock' | 'assets' | 'refusedOrigins'>,
): (page: RequestingPage, siteKey: string) => Promise<WidgetConfig> {
  /** When each site was last seen, in total and on each origin, in insertion order: oldest first. */
  const seen = new Map<string, number>();

  return async (page, siteKey) => {
    const site = await admitToSite(deps, siteKey, page);
    if (page.origin !== undefined && isDue(site._id, page.origin)) await deps.store.sites.markSeen(site._id, page.origin, deps.clock());
    return { ...presentWidgetConfig(site), assets: deps.assets };
  };

  function isDue(siteId: string, origin: string): boolean {
    const now = deps.clock().getTime();
    const isOlderThan = (span: number, key: string) => now - (seen.get(key) ?? Number.NEGATIVE_INFINITY) >= span;
    const onOrigin = `${siteId} ${origin}`;
    if (!isOlderThan(PER_SITE_MS, siteId) || !isOlderThan(PER_ORIGIN_MS, onOrigin)) return false;
    for (const key of [siteId, onOrigin]) {
      seen.delete(key);
      seen.set(key, now);
      const oldest = seen.keys().next().value;
      if (seen.size > MAX_ENTRIES && oldest !== undefined) seen.delete(oldest);
    }
    return true;
  }
}
