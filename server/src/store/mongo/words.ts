import type { Document } from 'mongodb';
import { setApart, wordsOf } from '../search-words.ts';

/** Longer words are found by their beginning; an index entry has a limit. */
const LONGEST = 64;
const WORD = /[\p{L}\p{N}\p{Co}]+/gu;

/**
 * The words of texts as the search indexes hold them: in one case, without accents. What is written together (`mail.example`, scripts without
 * spaces) adds its neighbours as pairs. What is stored was made here: a change of the result needs a migration that makes it anew.
 */
export function searchWords(...texts: string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const together of text.split(/\s+/)) {
      const parts = partsOf(together);
      for (const [index, part] of parts.entries()) {
        found.add(part);
        if (index > 0) found.add(`${parts[index - 1]} ${part}`);
      }
    }
  }
  return [...found];
}

/** What `words` must hold so that each word of the search begins a word of the text; null when the search has no word. */
export function matchWords(search: string): { $all: (string | RegExp)[] } | null {
  const conditions = wordsOf(search).flatMap((word) => {
    const parts = partsOf(word);
    const steps = parts.length > 1 ? parts.slice(1).map((part, index) => `${parts[index]} ${part}`) : parts;
    return steps.map((step, index) => (index < steps.length - 1 ? step : new RegExp(`^${step}`)));
  });
  return conditions.length > 0 ? { $all: conditions } : null;
}

/** The same for whole words, by a text index. Servers differ in how they join several phrases, so the words are asked for as well. */
export function matchWholeWords(search: string): Document {
  const words = wordsOf(search).map(partsOf);
  return { $text: { $search: words.map((parts) => `"${parts.join(' ')}"`).join(' ') }, words: { $all: words.flat() } };
}

/** A pattern for a text somewhere in a folded field. */
export function containing(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

function partsOf(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase();
  return (setApart(plain).match(WORD) ?? []).map((part) => part.slice(0, LONGEST));
}
