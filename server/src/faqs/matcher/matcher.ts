import { probabilityOf } from './calibrate.ts';
import { describeBest, rankFaqs } from './features.ts';
import { createIndex } from './neighbourhood.ts';
import { finish, type Work } from './work.ts';

export type MatcherFaq = { id: string; question: string; answer: string; keywords: readonly string[] };
/** `probability` is the calibrated probability of being the right answer, 0-1: of the answers given at 0.8, four in five are right. */
export type Match = { id: string; probability: number };
export type Matcher = {
  /**
   * Best first, at most 5, empty when nothing is in common. Any text is accepted; only its first 1,000 characters count. FAQs that are left out,
   * by their position in the learned list, are neither ranked nor compared.
   */
  rank(message: string, isLeftOut?: Uint8Array): Match[];
};

const MAX_MATCHES = 5;
/** The maximum share of the probability that remains for a message about something else: no site answers at so little. */
const OFF_SUBJECT_FACTOR = 0.3;

/** Learns the FAQs of one site. `language` is a tag such as `en` or `pt-BR`; with an unknown one, words are compared unchanged. */
export function* learnFaqs(faqs: readonly MatcherFaq[], language: string): Work<Matcher> {
  const index = yield* createIndex(faqs, language);
  return {
    rank(message, isLeftOut) {
      const near = index.find(message, isLeftOut);
      if (!near) return [];
      const ranking = rankFaqs(near);
      const closeness = probabilityOf(describeBest(index, near, ranking));
      const probability = closeness > OFF_SUBJECT_FACTOR && near.isOffSubject(ranking[0]!.faq) ? OFF_SUBJECT_FACTOR : closeness;
      const total = ranking.reduce((sum, { score }) => sum + Math.max(0, score), 0) || 1;
      // The remaining probability, shared by score: none of the others can be likelier than the best.
      const rest = (score: number) => Math.min(probability, ((1 - probability) * Math.max(0, score)) / total);
      return ranking.slice(0, MAX_MATCHES).map(({ faq, score }, i) => ({ id: faqs[faq]!.id, probability: i === 0 ? probability : rest(score) }));
    },
  };
}

/** Learns them at once. */
export function createMatcher(faqs: readonly MatcherFaq[], language: string): Matcher {
  return finish(learnFaqs(faqs, language));
}
