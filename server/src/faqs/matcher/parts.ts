import background from './background.json' with { type: 'json' };
import { isWrittenWithoutSpaces, withoutMarks } from './folding.ts';
import type { Language } from './language.ts';
import { groupStems } from './synonyms.ts';

/** A way to take words apart, and what each part is worth. */
export type Parts = {
  /** The parts of one word, in order, with repeats. */
  of: (word: string) => string[];
  /** How rare a part is in the language at large: 0 in every text, 1 never seen. */
  rarity: (part: string) => number;
};

const RARITY_OF_COMMON = 0.25;
const RARITY_OF_UNKNOWN = 0.9;
/** A shared synonym says less than the shared word. */
const WORTH_OF_SYNONYM = 0.8;
/** Marks the stem of a stop word, so that its rarity can be told from the part alone. */
const COMMON = '\u0001';

type PartsOfLanguage = { stems: Parts; spelling: Parts };
const known = new Map<Language, PartsOfLanguage>();

/** Both ways for a language: by stem (and, in English, synonyms) and by spelling. Built once, shared by all sites. */
export function findParts(language: Language): PartsOfLanguage {
  const parts = known.get(language) ?? (language.code === 'en' ? englishParts(language) : plainParts(language));
  known.set(language, parts);
  return parts;
}

function englishParts(language: Language): PartsOfLanguage {
  const stem = (word: string) => withoutMarks(language.stem(word));
  const groups = groupStems(stem);
  const ofWord = (word: string) => [stem(word), ...(groups.get(stem(word)) ?? [])];
  const rarityOfStem = countEnglish(ofWord);
  const ofSpelling = (word: string) => spell(withoutMarks(word), 3);
  return {
    stems: { of: ofWord, rarity: (part) => (part.startsWith('~') ? WORTH_OF_SYNONYM : 1) * rarityOfStem(part) },
    spelling: { of: ofSpelling, rarity: countEnglish(ofSpelling) },
  };
}

/** Without word counts: stop words weigh little, and the pieces are longer, since short ones are in every text. */
function plainParts(language: Language): PartsOfLanguage {
  return {
    stems: {
      of: (word) => [(language.isCommon(word) ? COMMON : '') + withoutMarks(language.stem(word))],
      rarity: (part) => (part.startsWith(COMMON) ? RARITY_OF_COMMON : RARITY_OF_UNKNOWN),
    },
    spelling: { of: (word) => (language.isCommon(word) ? [] : spell(withoutMarks(word), 4)), rarity: () => RARITY_OF_UNKNOWN },
  };
}

/** Pieces of two lengths (1 and 2 in a script without spaces): a typing error or a compound keeps most of them. */
function spell(word: string, shortest: number): string[] {
  if (isWrittenWithoutSpaces(word)) return [...pieces(word, 1), ...pieces(word, 2)];
  return [...pieces(` ${word} `, shortest), ...pieces(` ${word} `, shortest + 1)];
}

function pieces(text: string, size: number): string[] {
  return Array.from({ length: Math.max(0, text.length - size + 1) }, (_, i) => text.slice(i, i + size));
}

/** Rarity by the shipped counts of English words: a part is as frequent as the words that have it. */
function countEnglish(partsOf: (word: string) => string[]): (part: string) => number {
  const { texts, words } = background;
  const counts = new Map<string, number>();
  for (const [word, count] of Object.entries<number>(words)) {
    for (const part of new Set(partsOf(word))) counts.set(part, Math.min(texts, (counts.get(part) ?? 0) + count));
  }
  return (part) => Math.log(1 + texts / (1 + (counts.get(part) ?? 0))) / Math.log(1 + texts);
}
