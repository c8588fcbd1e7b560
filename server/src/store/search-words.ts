/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * Sets the characters of unspaced scripts apart, so that each counts as a word and any part of such a text is found.
 * What is indexed was passed through here: a change of the result needs a migration that builds the search indexes anew.
 */
export function setApart(text: string): string {
  return text.replace(UNSPACED, ' $& ');
}

/** What somebody searches for, word by word; words without a letter or digit find nothing and are left out. */
export function wordsOf(search: string): string[] {
  return search.split(/[\s\0]+/).filter((word) => HAS_LETTER_OR_DIGIT.test(word));
}

/** Letters in one case, to compare and sort names by. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}
