import type { Deps } from '../deps.ts';
import { isHttpOrigin } from './origin.ts';

/** A page that requested the chat although its domain is not allowed. */
export type RefusedOrigin = { origin: string; at: Date };

export type RefusedOrigins = {
  add(siteId: string, origin: string | undefined): void;
  /** Newest first. */
  list(siteId: string): RefusedOrigin[];
};

const MAX_PER_SITE = 5;
const MAX_SITES = 1000;
/** A site's list fills up immediately; from then on one new origin replaces the oldest per interval, so that a flood leaves time to read it. */
const REPLACE_EVERY_MS = 10_000;

/**
 * Where each site's widget was refused, so that its owner can allow the page. Kept only in this process's memory: at most 5 origins for each
 * of 1,000 sites. Accepts only well-formed http(s) origins.
 */
export function createRefusedOrigins({ clock }: Pick<Deps, 'clock'>): RefusedOrigins {
  /** Insertion order is the order of the last refusal, for sites as for origins. */
  const sites = new Map<string, { origins: Map<string, Date>; replacedAt: number }>();

  return {
    add(siteId, origin) {
      if (origin === undefined || !isHttpOrigin(origin)) return;
      const site = sites.get(siteId) ?? { origins: new Map<string, Date>(), replacedAt: Number.NEGATIVE_INFINITY };
      const now = clock();
      if (!site.origins.has(origin) && site.origins.size >= MAX_PER_SITE) {
        if (now.getTime() - site.replacedAt < REPLACE_EVERY_MS) return;
        site.replacedAt = now.getTime();
        deleteOldest(site.origins);
      }
      moveToEnd(site.origins, origin, now);
      moveToEnd(sites, siteId, site);
      if (sites.size > MAX_SITES) deleteOldest(sites);
    },
    list: (siteId) => [...(sites.get(siteId)?.origins ?? [])].map(([origin, at]) => ({ origin, at })).toReversed(),
  };
}

function moveToEnd<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
}

function deleteOldest(map: Map<string, unknown>): void {
  const oldest = map.keys().next().value;
  if (oldest !== undefined) map.delete(oldest);
}
