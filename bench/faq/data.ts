import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MatcherFaq } from '../../server/src/faqs/matcher/matcher.ts';

/** A visitor's message. Without `faq` none of the site's FAQs is right; `kind` says how far off it is. */
export type Query = { q: string; faq?: string; kind: 'in' | 'near' | 'ood' | 'chitchat' };
export type Site = { id: string; lang: string; mix: 'standard' | 'natural'; faqs: { id: string; p: string[]; a?: string }[]; queries: Query[] };
export type DataSet = { name: string; sites: Site[] };

const SHARE_IN_SCOPE = 0.7;

/** Reads every data set of the folder (`*.json`). */
export function readDataSets(folder: string): DataSet[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'distractors.json');
  return files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as DataSet);
}

/** Reads the folder's utterances, for counting words. */
export function readUtterances(folder: string): string[] {
  const { items } = JSON.parse(readFileSync(join(folder, 'train', 'utterances.json'), 'utf8')) as { items: [text: string, intent: string][] };
  return items.map(([text]) => text);
}

/** The site's FAQs with the first `phrasings` of each. */
export function faqsOf(site: Site, phrasings: number): MatcherFaq[] {
  return site.faqs.map(({ id, p, a }) => ({ id, question: p[0] ?? '', keywords: p.slice(1, phrasings), answer: a ?? '' }));
}

/** The weight of each kind of message: as it occurs, or 70 % in scope and the other kinds equally. The sum over the messages is 1. */
export function weighKinds(site: Site): Map<Query['kind'], number> {
  const counts = Map.groupBy(site.queries, ({ kind }) => kind);
  const others = counts.size - (counts.has('in') ? 1 : 0);
  const weights = new Map<Query['kind'], number>();
  for (const [kind, { length }] of counts) {
    const share = kind === 'in' ? (others ? SHARE_IN_SCOPE : 1) : (1 - (counts.has('in') ? SHARE_IN_SCOPE : 0)) / others;
    weights.set(kind, site.mix === 'natural' ? 1 / site.queries.length : share / length);
  }
  return weights;
}
