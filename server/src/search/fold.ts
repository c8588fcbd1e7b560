/**
 * Folds characters for searching: one case, no diacritics, compatibility forms replaced (ﬁ, Ａ and ² are fi, a and 2), digits of all scripts as
 * 0-9. The search indexes store folded text: a change of any result needs a migration that rebuilds them.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const plain = text.normalize('NFKD').toLowerCase().replace(DROPPED, '');
  return plain.replace(SPECIAL, (letter) => LETTERS[letter] ?? toAsciiDigit(letter)).normalize('NFC');
}

/** The folded forms of a word: with `ü` as `u`, and as `ue` where people type it that way. */
export function foldings(word: string): string[] {
  if (ASCII.test(word)) return [word.toLowerCase()];
  const composed = word.normalize('NFC');
  const spelledOut = composed.replace(UMLAUTS, (letter) => SPELLED_OUT[letter.toLowerCase()] ?? letter);
  return spelledOut === composed ? [fold(word)] : [fold(word), fold(spelledOut)];
}

const ASCII = /^[\0-\x7f]*$/;
/**
 * Marks over letters (not the vowel signs of Indic scripts and Thai, nor the voicing of kana), variation selectors, format characters, and
 * letters that merely represent an apostrophe or a stretched line.
 */
const DROPPED = /(?=\p{M})(?!\u3099|\u309a)[\p{sc=Inherited}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}]|\p{Cf}|[\u02b9-\u02bf\u02c8\u0640]/gu;
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ς: 'σ',
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]|(?![0-9])\\p{Nd}`, 'gu');
const UMLAUTS = /[äöüøå]/giu;
const SPELLED_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const DIGIT = /^\p{Nd}$/u;

/** Unicode keeps the ten digits of a script consecutive. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}
