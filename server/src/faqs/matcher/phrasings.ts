import { invertLists, type Lists, packLists } from './lists.ts';
import type { Tokenizer } from './tokens.ts';
import type { Work } from './work.ts';

/** All texts of a site's FAQs, as numbers. */
export type Phrasings = {
  count: number;
  /** Questions and keywords per FAQ, on average. */
  perFaq: number;
  /** phrasing → number of its FAQ */
  faqOf: Uint32Array;
  /** phrasing → 1 when it is the text of an answer, not a question */
  isAnswer: Uint8Array;
  /** word → its number */
  vocabulary: ReadonlyMap<string, number>;
  /** phrasing → its words, repeated as in the text */
  words: Lists;
  /** word → the phrasings that contain it, repeated likewise */
  holders: Lists;
};

type FaqTexts = { question: string; answer: string; keywords: readonly string[] };
const MAX_PHRASING_LENGTH = 400;
const FAQS_PER_STEP = 20;

/** Question and keywords are the phrasings; the start of the answer is added as one more. Texts without a word are left out. */
export function* collectPhrasings(faqs: readonly FaqTexts[], tokenize: Tokenizer): Work<Phrasings> {
  const faqOf: number[] = [];
  const isAnswer: number[] = [];
  const vocabulary = new Map<string, number>();
  const words: number[][] = [];
  for (const [faq, { question, keywords, answer }] of faqs.entries()) {
    for (const text of new Set([question, ...keywords, answer])) {
      const tokens = tokenize(text.slice(0, MAX_PHRASING_LENGTH));
      if (tokens.length === 0) continue;
      faqOf.push(faq);
      isAnswer.push(text === answer && text !== question ? 1 : 0);
      words.push(tokens.map((token) => numberOf(vocabulary, token)));
    }
    if ((faq + 1) % FAQS_PER_STEP === 0) yield;
  }
  const packed = packLists(words);
  yield;
  const holders = invertLists(packed, vocabulary.size);
  yield;
  const asked = isAnswer.filter((answer) => answer === 0).length;
  return {
    count: faqOf.length,
    perFaq: asked / Math.max(1, new Set(faqOf).size),
    faqOf: Uint32Array.from(faqOf),
    isAnswer: Uint8Array.from(isAnswer),
    vocabulary,
    words: packed,
    holders,
  };
}

/** The key's number; a new key gets the next one. */
export function numberOf(numbers: Map<string, number>, key: string): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}
