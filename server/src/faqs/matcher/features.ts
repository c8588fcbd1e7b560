import type { Index, Neighbourhood } from './neighbourhood.ts';
import { weighPhrasings } from './regression.ts';

/** FAQs by their number, best first, with the votes of their phrasings (about 0-1, may be below 0). */
export type Ranking = { faq: number; score: number }[];

/** The signals of whether the best FAQ is right. The names are those of the weights. */
export type Features = {
  score: number;
  scoreSquared: number;
  /** Distance to the second best. */
  margin: number;
  scoreTimesMargin: number;
  /** A good score means more for a long message. */
  scoreTimesWords: number;
  /** How far the best stands out from the rest, 0-1. */
  clarity: number;
  /** Closest spelling among its phrasings. */
  spelling: number;
  /** What its phrasings share with the message; see `Overlap`. */
  share: number;
  common: number;
  heaviestCommon: number;
  heaviestMissing: number;
  /** How similar its own phrasings are to each other. */
  cohesion: number;
  /** How many phrasings this site's FAQs have. */
  phrasings: number;
};

const COHESION_OF_ONE = 0.4;
const MAX_PHRASINGS = 6;
/** Scores this far below the best count 1/e of it. */
const CLARITY_STEP = 0.1;

/** Ranks the FAQs of the neighbourhood. */
export function rankFaqs(near: Neighbourhood): Ranking {
  const votes = weighPhrasings(near.closeness, near.similarities);
  const scores = new Map<number, number>();
  for (const [i, faq] of near.faqs.entries()) scores.set(faq, (scores.get(faq) ?? 0) + votes[i]!);
  return Array.from(scores, ([faq, score]) => ({ faq, score })).sort((a, b) => b.score - a.score || a.faq - b.faq);
}

/** The features of the top of the ranking. */
export function describeBest(index: Index, near: Neighbourhood, ranking: Ranking): Features {
  const { faq, score } = ranking[0]!;
  const margin = score - (ranking[1]?.score ?? 0);
  const own = [...near.faqs.keys()].filter((i) => near.faqs[i] === faq);
  const asked = own.filter((i) => index.phrasings.isAnswer[near.phrasings[i]!] === 0);
  const overlap = near.overlap(asked.map((i) => near.phrasings[i]!));
  return {
    score,
    scoreSquared: score * score,
    margin,
    scoreTimesMargin: score * margin,
    scoreTimesWords: score * Math.log1p(near.words),
    clarity: 1 / ranking.reduce((sum, other) => sum + Math.exp((other.score - score) / CLARITY_STEP), 0),
    spelling: Math.max(...own.map((i) => near.spelling[i]!)),
    share: overlap.share,
    common: Math.log1p(overlap.common),
    heaviestCommon: overlap.heaviestCommon,
    heaviestMissing: overlap.heaviestMissing,
    cohesion: meanSimilarity(near, asked),
    phrasings: Math.min(index.phrasings.perFaq, MAX_PHRASINGS),
  };
}

function meanSimilarity(near: Neighbourhood, places: readonly number[]): number {
  const n = near.faqs.length;
  const pairs = places.flatMap((i) => places.filter((j) => j < i).map((j) => near.similarities[i * n + j]!));
  return pairs.length === 0 ? COHESION_OF_ONE : pairs.reduce((sum, similarity) => sum + similarity, 0) / pairs.length;
}
