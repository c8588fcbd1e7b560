import { fold, foldings } from './fold.ts';

/** A term of a text, and where its word begins in the text. */
export type PlacedTerm = { term: string; at: number };
/** Words of a text that count as one: a word with what its marks join, or digits separated only by spaces and marks. */
export type Run = { kind: 'word'; words: string[]; at: number } | { kind: 'unspaced'; text: string; at: number } | { kind: 'emoji'; text: string; at: number };

/** Longer terms are found by their beginning; index entries have a maximum length. */
const MAX_TERM_LENGTH = 64;
/** A text of maximum length has some hundred words; one crafted to have more is found by its first ones. */
const MAX_TERMS = 2000;
/** At most this many parts are joined: enough for a telephone number, and bounded for a page of digits. */
const JOINED = 8;

const EMOJI = String.raw`(?:\p{RI}\p{RI}|(?![\u2122\u2139])(?=[\u2000-\u{10ffff}])\p{Extended_Pictographic})`;
/** Scripts that are written without spaces between words. */
const UNSPACED = String.raw`(?:(?=[\p{L}\p{N}\p{M}])[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])`;
const SEGMENT = new RegExp(
  String.raw`(?<emoji>${EMOJI})[\ufe0f\u200d\u{1f3fb}-\u{1f3ff}]*|(?<unspaced>${UNSPACED}+)|(?<word>(?:(?!${EMOJI}|${UNSPACED})[^\s\p{Cc}])+)`,
  'gu',
);
const ASCII = /^[\0-\x7f]*$/;
const ASCII_WORD = /[!-~]+/g;
const LETTERS_ALONE = /^[A-Za-z]+$/;
const PART = /[\p{L}\p{N}\p{M}]+/gu;
/** What people put between the digits of one number. */
const BETWEEN_DIGITS = /^[-‐-―./()+]+$/;
/** Signs that distinguish one-letter words: C++, c#, R&D. All other marks are ignored. */
const NOT_WRITTEN = /[^\p{L}\p{N}\p{M}+#&@%$€£¥§*=/\\~^_|<>]/gu;
const HAS_SIGN = /[^\p{L}\p{N}\p{M}]/u;
const LETTER_WITH_SIGNS = /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}][+#]+/gu;

/** The terms by which a text is found. Computed here for every index: see `fold`. */
export function termsOf(...texts: string[]): Set<string> {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const { term } of placedTermsOf(text)) {
      terms.add(term);
      if (terms.size === MAX_TERMS) return terms;
    }
  }
  return terms;
}

/** The same terms in order, with their positions. */
export function* placedTermsOf(text: string): Generator<PlacedTerm> {
  for (const run of runsOf(text)) for (const term of termsOfRun(run)) yield { term, at: run.at };
}

export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let number: Extract<Run, { kind: 'word' }> | null = null;
  const addWord = (word: string, at: number) => {
    if (LETTERS_ALONE.test(word)) {
      runs.push({ kind: 'word', words: [word], at });
      number = null;
      return;
    }
    const parts = partsOf(fold(word));
    if (parts.length === 0) {
      if (!BETWEEN_DIGITS.test(word)) number = null;
      return;
    }
    if (number && startsWithDigit(parts)) number.words.push(word);
    else runs.push((number = { kind: 'word', words: [word], at }));
    if (!endsWithDigit(parts)) number = null;
  };
  if (ASCII.test(text)) {
    for (const { 0: word, index } of text.matchAll(ASCII_WORD)) addWord(word, index);
    return runs;
  }
  for (const { groups, index: at } of text.matchAll(SEGMENT)) {
    if (groups?.word) addWord(groups.word, at);
    else {
      number = null;
      if (groups?.emoji) runs.push({ kind: 'emoji', text: groups.emoji, at });
      else if (groups?.unspaced && fold(groups.unspaced)) runs.push({ kind: 'unspaced', text: groups.unspaced, at });
    }
  }
  return runs;
}

/** The letters and digits of a folded word, split at everything else. */
export function partsOf(folded: string): string[] {
  return folded.match(PART) ?? [];
}

/** The parts from the given one on, as one term. */
export function join(parts: string[], from = 0): string {
  return cut(parts.slice(from, from + JOINED).join(''));
}

/** A folded word of single letters with its signs (c++, r&d, #1); null when it is not such a word. */
export function asWritten(folded: string): string | null {
  const written = folded.replace(NOT_WRITTEN, '');
  if (!HAS_SIGN.test(written)) return null;
  const parts = partsOf(folded);
  const isSingle = parts.every((part) => isOneLetter(part)) && (parts.length === 1 || parts.some((part) => !startsWithDigit([part])));
  return isSingle ? cut(written) : null;
}

export function isOneLetter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

/** The characters of a text in a script without spaces, and each with the one after it. */
export function pairsOf(text: string): { characters: string[]; pairs: string[] } {
  const characters = Array.from(fold(text));
  return { characters, pairs: characters.slice(1).map((character, index) => `${characters[index]}${character}`) };
}

function* termsOfRun(run: Run): Generator<string> {
  if (run.kind === 'emoji') yield run.text;
  else if (run.kind === 'unspaced') {
    const { characters, pairs } = pairsOf(run.text);
    yield* characters;
    yield* pairs;
  } else yield* termsOfWords(run.words);
}

function* termsOfWords(words: string[]): Generator<string> {
  if (LETTERS_ALONE.test(words[0] ?? '')) return yield cut((words[0] ?? '').toLowerCase());
  const forms = words.map(foldings);
  for (let form = 0; form < 2 && forms.some((folded) => folded.length > form); form++) {
    const folded = forms.map((all) => all[form] ?? all[0] ?? '');
    const parts = folded.flatMap(partsOf);
    for (const [index, part] of parts.entries()) {
      yield join(parts, index);
      // Only short words are searched for as a whole; all others are prefixes of what is joined.
      if (part.length <= 2) yield part;
    }
    for (const word of folded) {
      if (!HAS_SIGN.test(word)) continue;
      const alone = partsOf(word).join('');
      if (alone.length <= 2) yield alone;
      const written = asWritten(word);
      if (written !== null) yield written;
      yield* (word.match(LETTER_WITH_SIGNS) ?? []).map(cut);
    }
  }
}

function startsWithDigit([first = '']: string[]): boolean {
  return /^[0-9]/.test(first);
}

function endsWithDigit(parts: string[]): boolean {
  return /[0-9]$/.test(parts.at(-1) ?? '');
}

function cut(term: string): string {
  if (term.length <= MAX_TERM_LENGTH) return term;
  const end = (term.codePointAt(MAX_TERM_LENGTH - 1) ?? 0) > 0xffff ? MAX_TERM_LENGTH - 1 : MAX_TERM_LENGTH;
  return term.slice(0, end);
}
