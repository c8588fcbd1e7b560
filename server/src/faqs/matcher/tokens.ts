import { plainEnglish } from './chat-english.ts';
import { foldText, isWrittenWithoutSpaces } from './folding.ts';

/** Splits a text into folded words. */
export type Tokenizer = (text: string) => string[];

const MAX_WORD_LENGTH = 40;
const UMLAUTS: Record<string, string> = { ae: 'ä', oe: 'ö', ue: 'ü' };

/** Words are runs of letters, marks and digits; a script without spaces is split by `Intl.Segmenter`. */
export function createTokenizer(languageCode: string): Tokenizer {
  const segmenter = new Intl.Segmenter(languageCode, { granularity: 'word' });
  return (text) => {
    const folded = languageCode === 'de' ? foldText(text).replaceAll(/ae|oe|(?<!q)ue/g, (pair) => UMLAUTS[pair]!) : foldText(text);
    if (isWrittenWithoutSpaces(folded)) {
      return [...segmenter.segment(folded)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment.slice(0, MAX_WORD_LENGTH));
    }
    if (languageCode === 'en') {
      const words = folded.match(/(?<![\p{L}\p{M}\p{N}'])\p{L}[+#]{1,2}|[\p{L}\p{M}\p{N}']+/gu) ?? [];
      return words.flatMap((word) => plainEnglish(word.slice(0, MAX_WORD_LENGTH)));
    }
    return (folded.match(/(?<![\p{L}\p{M}\p{N}])\p{L}[+#]{1,2}|[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => word.slice(0, MAX_WORD_LENGTH));
  };
}
