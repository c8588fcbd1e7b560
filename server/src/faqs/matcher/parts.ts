import background from './background.json' with { type: 'json' };
import { isWrittenWithoutSpaces, withoutMarks } from './folding.ts';
import type { Language } from './language.ts';
import { groupStems } from './synonyms.ts';
import type { Work } from './work.ts';

/** A way to split words into parts, and the weight of each part. */
export type Parts = {
  /** The parts of one word, in order, with repeats. */
  of: (word: string) => readonly string[];
  /** How rare a part is in the language at large: 0 in every text, 1 never seen. */
  rarity: (part: string) => number;
};

const RARITY_OF_COMMON = 0.25;
const RARITY_OF_UNKNOWN = 0.9;
/** A shared synonym is weaker evidence than the shared word. */
const WORTH_OF_SYNONYM = 0.8;
/** Marks the stem of a stop word, so that its rarity is known from the part alone. */
const COMMON = '\u0001';

/** Cached words per language, each way. Splitting a word costs more than everything else about it. */
const MAX_CACHED_WORDS = 20_000;
/** Longer words are rare, and have many parts. */
const MAX_CACHED_LENGTH = 20;
/** Words of the English table that are counted in one step. */
const WORDS_PER_STEP = 200;

type PartsOfLanguage = { stems: Parts; spelling: Parts };
const known = new Map<Language, PartsOfLanguage>();

/** Both ways for a language: by stem (and, in English, synonyms) and by spelling. Built once, shared by all sites. */
export function* findParts(language: Language): Work<PartsOfLanguage> {
  const built = known.get(language);
  if (built) return built;
  const { stems, spelling } = language.code === 'en' ? yield* englishParts(language) : plainParts(language);
  const parts = { stems: { ...stems, of: keepParts(stems.of) }, spelling: { ...spelling, of: keepParts(spelling.of) } };
  known.set(language, parts);
  return parts;
}

function* englishParts(language: Language): Work<PartsOfLanguage> {
  const stem = (word: string) => withoutMarks(language.stem(word));
  const groups = groupStems(stem);
  const ofWord = (word: string) => {
    const own = stem(word);
    return [own, ...(groups.get(own) ?? [])];
  };
  const rarityOfStem = yield* countEnglish(ofWord);
  const ofSpelling = (word: string) => spell(withoutMarks(word), 3);
  return {
    stems: { of: ofWord, rarity: (part) => (part.startsWith('~') ? WORTH_OF_SYNONYM : 1) * rarityOfStem(part) },
    spelling: { of: ofSpelling, rarity: yield* countEnglish(ofSpelling) },
  };
}

/** Caches the parts of the newest words. */
function keepParts(of: Parts['of']): Parts['of'] {
  const kept = new Map<string, readonly string[]>();
  return (word) => {
    const before = kept.get(word);
    if (before) return before;
    const parts = of(word);
    if (word.length > MAX_CACHED_LENGTH) return parts;
    if (kept.size >= MAX_CACHED_WORDS) kept.delete(kept.keys().next().value ?? '');
    kept.set(word, parts);
    return parts;
  };
}

/** Without word counts: stop words weigh little, and the pieces are longer, since short ones occur in every text. */
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

/** Rarity by the shipped counts of English words: a part is as frequent as the words that contain it. */
function* countEnglish(partsOf: (word: string) => string[]): Work<(part: string) => number> {
  const { texts, words } = background;
  const rarityOf = (count: number) => Math.log(1 + texts / (1 + count)) / Math.log(1 + texts);
  const counts = new Map<string, number>();
  let counted = 0;
  for (const [word, count] of Object.entries<number>(words)) {
    for (const part of new Set(partsOf(word))) counts.set(part, Math.min(texts, (counts.get(part) ?? 0) + count));
    if (++counted % WORDS_PER_STEP === 0) yield;
  }
  const rarities = new Map<string, number>();
  for (const [part, count] of counts) rarities.set(part, rarityOf(count));
  const rarityOfUnknown = rarityOf(0);
  return (part) => rarities.get(part) ?? rarityOfUnknown;
}
