import background from './background.json' with { type: 'json' };
import type { Language } from './language.ts';

/** Shorter words are too often one letter away from another real word. */
const MIN_LENGTH = 5;

/** How many words of a message are looked up: each is compared with many of the site's words. */
const MAX_LOOKUPS = 30;

/**
 * A function that replaces each unknown word by the site's word when the two are one typing error apart. People rarely mistype the first
 * letter: in a language without word counts, a word with a different one is kept.
 */
export function createCorrector(vocabulary: ReadonlyMap<string, unknown>, { code, isCommon }: Language): (words: readonly string[]) => string[] {
  const byLength = Map.groupBy([...vocabulary.keys()].toSorted(), (word) => word.length);
  const isKnown = (word: string) => vocabulary.has(word) || isCommon(word) || (code === 'en' && Object.hasOwn(background.words, word));
  const lookUp = (word: string) => {
    const lengths = [word.length, word.length - 1, word.length + 1].filter((length) => length >= MIN_LENGTH);
    const meant = lengths.flatMap((length) => byLength.get(length)?.filter((candidate) => isOneEditAway(word, candidate)) ?? []);
    return meant.find((candidate) => candidate[0] === word[0]) ?? (code === 'en' ? meant[0] : undefined) ?? word;
  };
  return (words) => {
    let left = MAX_LOOKUPS;
    return words.map((word) => (word.length < MIN_LENGTH || /\d/.test(word) || isKnown(word) || --left < 0 ? word : lookUp(word)));
  };
}

/** Whether the words differ by one letter changed, omitted or added, or by two neighbours swapped. */
export function isOneEditAway(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
