import type { Store } from '../store/store.ts';

/** What the bot must know about a site before it considers a question. */
export type SiteFacts = {
  /** The probability from which the bot answers; null if it never does: the site or its bot is switched off, or no FAQ is active. */
  threshold: number | null;
  language: string;
  /** Changes with the FAQs and their language. */
  version: string;
};
export type KnownSites = {
  get(siteId: string): Promise<SiteFacts>;
  /** Call it after every change of a site's FAQs, language, bot or activity. */
  invalidate(siteId: string): void;
};

type Deps = { store: Pick<Store, 'sites' | 'faqs' | 'changes'>; clock: () => Date };
/** `reading` numbers the first reading after each change that this process knows of. */
type Entry = { reading: number; checkedAt: number; facts: Promise<SiteFacts> };

const RECHECK_MS = 2000;

/**
 * Caches the facts of each site: the message path needs them for every message. If other processes may change a site, they are read again
 * every two seconds, in case a notification was lost.
 */
export function createKnownSites({ store, clock }: Deps): KnownSites {
  const sites = new Map<string, Entry>();
  const validMs = store.changes === null ? Number.POSITIVE_INFINITY : RECHECK_MS;
  let readings = 0;

  async function read(siteId: string, reading: number): Promise<SiteFacts> {
    // A single process notices every change through `invalidate`.
    const version = store.changes === null ? '' : await store.faqs.versionOf(siteId);
    const [site, active] = await Promise.all([store.sites.get(siteId), store.faqs.listActive(siteId, { limit: 1 })]);
    const language = site?.widgetSettings.locale || 'en';
    const answers = site?.isActive && site.aiSettings.enabled && active.items.length > 0;
    return { threshold: answers ? site.aiSettings.threshold : null, language, version: `${reading} ${language} ${version}` };
  }

  return {
    get(siteId) {
      const now = clock().getTime();
      const known = sites.get(siteId);
      if (known && now - known.checkedAt < validMs) return known.facts;
      const reading = known?.reading ?? ++readings;
      const entry = { reading, checkedAt: now, facts: read(siteId, reading) };
      sites.set(siteId, entry);
      // A failed read is reported to its callers and retried by the next.
      entry.facts.catch(() => sites.get(siteId) === entry && sites.delete(siteId));
      return entry.facts;
    },
    invalidate: (siteId) => void sites.delete(siteId),
  };
}
