import type { FaqRecord, Store } from '../store/store.ts';
import { appliesToPage } from './applies-to-page.ts';
import { createMatcher } from './matcher/matcher.ts';

/** A FAQ and the probability, 0-1, that it is the right answer. */
export type RankedFaq = { faq: FaqRecord; probability: number };
export type FaqIndex = {
  /** The active FAQs of the site that apply on this page (address or path), best first, at most 5. */
  rank(siteId: string, message: string, currentPage: string): Promise<RankedFaq[]>;
  /** Call it after every change of a site's FAQs or their language. */
  forget(siteId: string): void;
};

type Matcher = ReturnType<typeof createMatcher>;
type FaqIndexDeps = { store: Pick<Store, 'sites' | 'faqs' | 'changes'>; clock: () => Date };
type Entry = { checkedAt: number; faqs: Promise<SiteFaqs> };
type SiteFaqs = {
  /** Of the FAQs and their language. */
  version: string;
  language: string;
  /** Those of all pages and those of some. */
  general: FaqRecord[];
  special: FaqRecord[];
  byId: Map<string, FaqRecord>;
  /** One for each set of FAQs that some page has; the least recently used first. */
  matchers: Map<string, Matcher>;
};

const MATCHERS_PER_SITE = 20;
const RECHECK_MS = 2000;

/**
 * Keeps what was learned from each site's FAQs in memory: it is read and built once, also for callers at the same time. Where other processes
 * may change FAQs, their version is looked at again every two seconds, in case nobody told.
 */
export function createFaqIndex({ store, clock }: FaqIndexDeps): FaqIndex {
  const sites = new Map<string, Entry>();
  const validMs = store.changes === null ? Number.POSITIVE_INFINITY : RECHECK_MS;

  async function load(siteId: string): Promise<SiteFaqs> {
    const known = sites.get(siteId);
    if (known && clock().getTime() - known.checkedAt < validMs) return known.faqs;
    const entry: Entry = { checkedAt: clock().getTime(), faqs: known ? renew(known.faqs, siteId) : readSite(store, siteId) };
    sites.set(siteId, entry);
    // A failed read is told to its callers and tried again by the next.
    entry.faqs.catch(() => sites.get(siteId) === entry && sites.delete(siteId));
    return entry.faqs;
  }

  async function renew(before: Promise<SiteFaqs>, siteId: string): Promise<SiteFaqs> {
    const known = await before;
    return (await readVersion(store, siteId)) === known.version ? known : readSite(store, siteId);
  }

  return {
    async rank(siteId, message, currentPage) {
      const site = await load(siteId);
      return matcherFor(site, currentPage)
        .rank(message)
        .flatMap(({ id, probability }) => {
          const faq = site.byId.get(id);
          return faq ? [{ faq, probability }] : [];
        });
    },
    forget: (siteId) => void sites.delete(siteId),
  };
}

async function readVersion(store: FaqIndexDeps['store'], siteId: string): Promise<string> {
  const [site, version] = await Promise.all([store.sites.get(siteId), store.faqs.versionOf(siteId)]);
  return `${site?.widgetSettings.locale} ${version}`;
}

async function readSite(store: FaqIndexDeps['store'], siteId: string): Promise<SiteFaqs> {
  // The version before the FAQs: what changes in between is read anew.
  const version = await readVersion(store, siteId);
  const [site, faqs] = await Promise.all([store.sites.get(siteId), store.faqs.listActive(siteId)]);
  return {
    version,
    language: site?.widgetSettings.locale || 'en',
    general: faqs.filter((faq) => faq.pageSpecific.trim() === ''),
    special: faqs.filter((faq) => faq.pageSpecific.trim() !== ''),
    byId: new Map(faqs.map((faq) => [faq._id, faq])),
    matchers: new Map(),
  };
}

function matcherFor(site: SiteFaqs, currentPage: string): Matcher {
  const here = site.special.filter((faq) => appliesToPage(faq.pageSpecific, currentPage));
  const key = here.map((faq) => faq._id).join(' ');
  const matcher = site.matchers.get(key) ?? buildMatcher([...site.general, ...here], site.language);
  site.matchers.delete(key);
  site.matchers.set(key, matcher);
  const oldest = site.matchers.keys().next().value;
  if (site.matchers.size > MATCHERS_PER_SITE && oldest !== undefined) site.matchers.delete(oldest);
  return matcher;
}

function buildMatcher(faqs: FaqRecord[], language: string): Matcher {
  return createMatcher(
    faqs.map(({ _id, question, answer, keywords }) => ({ id: _id, question, answer, keywords })),
    language,
  );
}
