import background from './background.json' with { type: 'json' };

/** Shorter words are too often one letter from another real word. */
const SHORTEST = 5;

/** Words of a message that are looked up: each is compared with many of the site's words. */
const MOST_LOOKED_UP = 30;

/** A function that puts the site's word in place of each word nobody knows, when the two are one typing error apart. */
export function createCorrector(vocabulary: ReadonlyMap<string, unknown>, languageCode: string): (words: readonly string[]) => string[] {
  const byLength = Map.groupBy(vocabulary.keys(), (word) => word.length);
  const isKnown = (word: string) => vocabulary.has(word) || (languageCode === 'en' && Object.hasOwn(background.words, word));
  const lookUp = (word: string) => {
    for (const length of [word.length, word.length - 1, word.length + 1]) {
      const meant = length < SHORTEST ? undefined : byLength.get(length)?.find((candidate) => isOneEditAway(word, candidate));
      if (meant !== undefined) return meant;
    }
    return word;
  };
  return (words) => {
    let left = MOST_LOOKED_UP;
    return words.map((word) => (word.length < SHORTEST || /\d/.test(word) || isKnown(word) || --left < 0 ? word : lookUp(word)));
  };
}

/** Do the words differ by one letter changed, left out or added, or by two neighbours swapped? */
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
