import { coalesceCalls } from '../coalesce-calls.ts';
import type { FaqRecord } from '../store/port/faqs.ts';
import type { Store } from '../store/store.ts';
import { type PageRule, readPageRule, readPath } from './applies-to-page.ts';
import { learnFaqs, type Match, type Matcher } from './matcher/matcher.ts';
import type { Work } from './matcher/work.ts';
import { createKnownSites } from './site-facts.ts';
import { createSlices } from './slices.ts';

/** An FAQ and the probability, 0-1, that it is the right answer. */
export type RankedFaq = { faq: FaqRecord; probability: number };
export type FaqIndex = {
  /** The probability from which the bot answers on the site; null if it never does. Answered from memory, except for the first call after a change. */
  thresholdOf(siteId: string): Promise<number | null>;
  /** The active FAQs of the site that apply on this page (address or path), best first, at most 5. */
  rank(siteId: string, message: string, currentPage: string): Promise<RankedFaq[]>;
  /** Call it after every change of a site's FAQs, language, bot or activity. */
  invalidate(siteId: string): void;
  /** Learns what all sites share, so that the first question does not wait for it. */
  warm(): Promise<void>;
};

type FaqIndexDeps = { store: Pick<Store, 'sites' | 'faqs' | 'changes'>; clock: () => Date };
type Learned = {
  version: string;
  faqs: FaqRecord[];
  byId: Map<string, FaqRecord>;
  /** Per FAQ; null when all apply everywhere. */
  rules: PageRule[] | null;
  matcher: Matcher;
};

const FAQS_PER_READ = 500;

/**
 * Keeps what was learned from each site's FAQs in memory, for all pages together: FAQs of other pages are left out when a message is ranked.
 * Reading, learning and ranking run in slices between the messages. While FAQs change faster than they are learned, one version is being
 * learned and one waits: an answer may be late then, but reflects the FAQs at the time of the question.
 */
export function createFaqIndex({ store, clock }: FaqIndexDeps, slices = createSlices()): FaqIndex {
  const sites = createKnownSites({ store, clock });
  const learned = new Map<string, Learned>();
  const learn = coalesceCalls(learnSite);

  async function learnSite(siteId: string): Promise<Learned> {
    // Read the version before the FAQs: changes in between are read again.
    const { version, language } = await sites.get(siteId);
    const known = learned.get(siteId);
    if (known?.version === version) return known;
    const faqs: FaqRecord[] = [];
    for (let cursor: string | undefined | null; cursor !== null; ) {
      const page = await store.faqs.listActive(siteId, { limit: FAQS_PER_READ, cursor });
      for (const faq of page.items) faqs.push(faq);
      cursor = page.nextCursor;
      if (cursor !== null) await slices.run(pause());
    }
    const texts = faqs.map(({ _id, question, answer, keywords }) => ({ id: _id, question, answer, keywords }));
    const result = {
      version,
      faqs,
      byId: new Map(faqs.map((faq) => [faq._id, faq])),
      rules: faqs.some(({ pageSpecific }) => pageSpecific.trim() !== '') ? faqs.map(({ pageSpecific }) => readPageRule(pageSpecific)) : null,
      matcher: await slices.run(learnFaqs(texts, language)),
    };
    learned.set(siteId, result);
    return result;
  }

  return {
    thresholdOf: async (siteId) => (await sites.get(siteId)).threshold,
    async rank(siteId, message, currentPage) {
      const { version } = await sites.get(siteId);
      const known = learned.get(siteId);
      const site = known?.version === version ? known : await learn(siteId);
      return site.faqs.length === 0 ? [] : slices.run(rankIn(site, message, currentPage));
    },
    invalidate(siteId) {
      sites.invalidate(siteId);
      learned.delete(siteId);
    },
    async warm() {
      const { items } = await store.faqs.list({ limit: 1, isActive: true });
      if (items.length > 0) await slices.run(learnFaqs([], 'en'));
    },
  };
}

// oxlint-disable-next-line eslint/require-yield -- it is one step
function* rankIn({ matcher, byId, rules }: Learned, message: string, currentPage: string): Work<RankedFaq[]> {
  const path = readPath(currentPage);
  const isLeftOut = rules ? Uint8Array.from(rules, (applies) => (applies(path) ? 0 : 1)) : undefined;
  const here = matcher.rank(message, isLeftOut);
  const atMost = isLeftOut && here[0] ? 1 - probabilityElsewhere(matcher.rank(message)[0], here[0]) : 1;
  return here.flatMap(({ id, probability }) => {
    const faq = byId.get(id);
    return faq ? [{ faq, probability: Math.min(probability, atMost) }] : [];
  });
}

/** How certain it is that the visitor means an FAQ of other pages: 0 unless it beats the best one here although all the others compete with it. */
function probabilityElsewhere(best: Match | undefined, here: Match): number {
  return best && best.id !== here.id && best.probability >= here.probability ? best.probability : 0;
}

function* pause(): Work<void> {}
