import { findLanguage } from './language.ts';
import { findParts } from './parts.ts';
import { collectPhrasings, type Phrasings } from './phrasings.ts';
import { createSubjectCheck } from './subject.ts';
import { createTokenizer } from './tokens.ts';
import { createCorrector } from './typing-errors.ts';
import { createView, type Overlap } from './view.ts';
import type { Work } from './work.ts';

/** The phrasings nearest to a message. Arrays are in this order, nearest first. */
export type Neighbourhood = {
  /** The number of words in the message. */
  words: number;
  /** The numbers of the phrasings, and of their FAQs. */
  phrasings: readonly number[];
  faqs: readonly number[];
  /** Similarity to the message, by both views and by spelling alone, 0-1. */
  closeness: Float64Array;
  spelling: Float64Array;
  /** Similarity among themselves, row by row, 1 on the diagonal. */
  similarities: Float64Array;
  /** What some of the phrasings (by number) share with the message, by spelling. */
  overlap(phrasings: readonly number[]): Overlap;
  /** Whether the message asks about something other than this FAQ, however similar it is. */
  isOffSubject(faq: number): boolean;
};
export type Index = {
  phrasings: Phrasings;
  /** `isLeftOut` selects FAQs, by number, to skip; by default none. */
  find(message: string, isLeftOut?: Uint8Array): Neighbourhood | undefined;
};

type FaqTexts = { question: string; answer: string; keywords: readonly string[] };
const MAX_MESSAGE_LENGTH = 1000;
const NEAREST = 48;

/** Indexes the FAQs of one language. `find` yields nothing for a message that has nothing in common with them. */
export function* createIndex(faqs: readonly FaqTexts[], languageTag: string): Work<Index> {
  const language = findLanguage(languageTag);
  const tokenize = createTokenizer(language.code);
  const phrasings = yield* collectPhrasings(faqs, tokenize);
  const correct = createCorrector(phrasings.vocabulary, language);
  yield;
  const parts = yield* findParts(language);
  const stems = yield* createView(phrasings, parts.stems);
  const spellings = yield* createView(phrasings, parts.spelling);
  const isOffSubject = createSubjectCheck(phrasings, language, parts.stems);
  return {
    phrasings,
    find(message, isLeftOut) {
      if (phrasings.count === 0) return undefined;
      const words = correct(tokenize(message.slice(0, MAX_MESSAGE_LENGTH)));
      const spelling = spellings.compare(words);
      const closeness = stems.compare(words);
      for (let i = 0; i < closeness.length; i++) closeness[i] = (closeness[i]! + spelling[i]!) / 2;
      const near = findGreatest(closeness, NEAREST, (phrasing) => isLeftOut?.[phrasings.faqOf[phrasing]!] === 1);
      if (near.length === 0) return undefined;
      const similarities = stems.similarities(near);
      const bySpelling = spellings.similarities(near);
      for (let i = 0; i < similarities.length; i++) similarities[i] = (similarities[i]! + bySpelling[i]!) / 2;
      return {
        words: words.length,
        phrasings: near,
        faqs: near.map((phrasing) => phrasings.faqOf[phrasing]!),
        closeness: Float64Array.from(near, (phrasing) => closeness[phrasing]!),
        spelling: Float64Array.from(near, (phrasing) => spelling[phrasing]!),
        similarities,
        overlap: (picked) => spellings.overlap(words, picked),
        isOffSubject: (faq) => isOffSubject(words, faq),
      };
    },
  };
}

/** The positions of the greatest positive values, skipping those left out, greatest first; ties keep their order. */
function findGreatest(values: Float32Array, most: number, isLeftOut: (place: number) => boolean): number[] {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    if (value <= 0 || (places.length === most && value <= values[places[most - 1]!]!) || isLeftOut(place)) continue;
    let rank = places.length;
    while (rank > 0 && values[places[rank - 1]!]! < value) rank--;
    places.splice(rank, 0, place);
    if (places.length > most) places.pop();
  }
  return places;
}
