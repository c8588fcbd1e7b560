import { foldings } from './fold.ts';
import { asWritten, isOneLetter, join, pairsOf, partsOf, type Run, runsOf } from './terms.ts';

/** A term that a text must contain, or have as a prefix. */
export type WantedTerm = { text: string; isPrefix: boolean };
/** All words must match, each through one of its alternatives: all terms of that. */
export type Search = WantedTerm[][][];

/** The maximum number of distinct words in a search. */
const MAX_WORDS = 8;
/** A word in a script without spaces is split into pairs: at most this many are searched for. */
const MAX_PAIRS = 16;

/** What the search looks for; null when it contains no word. */
export function parseSearch(text: string): Search | null {
  const words = new Map<string, WantedTerm[][]>();
  for (const run of runsOf(text)) {
    const alternatives = alternativesOf(run);
    words.set(JSON.stringify(alternatives), alternatives);
    if (words.size === MAX_WORDS) break;
  }
  return words.size > 0 ? [...words.values()] : null;
}

/** Whether this term of a text matches one of the search. */
export function isWanted(search: Search, term: string): boolean {
  return search.some((word) => word.some((terms) => terms.some(({ text, isPrefix }) => (isPrefix ? term.startsWith(text) : term === text))));
}

function alternativesOf(run: Run): WantedTerm[][] {
  if (run.kind === 'emoji') return [[{ text: run.text, isPrefix: false }]];
  if (run.kind === 'unspaced') {
    const { characters, pairs } = pairsOf(run.text);
    return [(pairs.length > 0 ? pairs.slice(0, MAX_PAIRS) : characters).map((text) => ({ text, isPrefix: false }))];
  }
  const forms = run.words.map(foldings);
  const whole = [0, 1].filter((form) => forms.some((folded) => folded.length > form)).map((form) => [wantedOf(forms.map((all) => all[form] ?? all[0] ?? ''))]);
  // Digits separated by spaces may be one number or several.
  if (run.words.length === 1) return whole;
  return [...whole, forms.slice(0, MAX_WORDS).map(([folded = '']) => wantedOf([folded]))];
}

function wantedOf(folded: string[]): WantedTerm {
  const written = folded.length === 1 ? asWritten(folded[0] ?? '') : null;
  if (written !== null) return { text: written, isPrefix: false };
  const parts = folded.flatMap(partsOf);
  const text = join(parts);
  // A single letter would be a prefix of nearly every text, and so would the rest of "A.B" without its mark.
  return { text, isPrefix: !isOneLetter(text) && (parts.length === 1 || text.length > 2) };
}
