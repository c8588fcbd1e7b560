import { probabilityOf } from './calibrate.ts';
import { describeBest, rankFaqs } from './features.ts';
import { createIndex } from './neighbourhood.ts';

export type MatcherFaq = { id: string; question: string; answer: string; keywords: readonly string[] };
/** `probability` is that of being the right answer, 0-1, calibrated: of the answers given at 0.8, four in five are right. */
export type Match = { id: string; probability: number };
export type Matcher = {
  /** Best first, at most 5, empty when nothing is in common. Any text will do; only its first 1,000 characters count. */
  rank(message: string): Match[];
};

const MOST_MATCHES = 5;

/** Learns the FAQs of one site. `language` is a tag such as `en` or `pt-BR`; with an unknown one words are compared as they stand. */
export function createMatcher(faqs: readonly MatcherFaq[], language: string): Matcher {
  const index = createIndex(faqs, language);
  return {
    rank(message) {
      const near = index.find(message);
      if (!near) return [];
      const ranking = rankFaqs(near);
      const probability = probabilityOf(describeBest(index, near, ranking));
      const total = ranking.reduce((sum, { score }) => sum + Math.max(0, score), 0) || 1;
      // What is left of certainty, shared by score: none of the others can be likelier than the best.
      const rest = (score: number) => Math.min(probability, ((1 - probability) * Math.max(0, score)) / total);
      return ranking.slice(0, MOST_MATCHES).map(({ faq, score }, i) => ({ id: faqs[faq]!.id, probability: i === 0 ? probability : rest(score) }));
    },
  };
}
