import { createMatcher } from '../../server/src/faqs/matcher/matcher.ts';

const THRESHOLD = 0.75;

export const name = 'supportchat';

/** Adapts the matcher to the evaluator; see README.md. */
export function build(faqs, { lang }) {
  const matcher = createMatcher(faqs, lang);
  return {
    rank(query) {
      const results = matcher.rank(query).map(({ id, probability }) => ({ id, score: probability }));
      return { answered: results.length > 0 && results[0].score >= THRESHOLD, results };
    },
  };
}
