import { firstGrapheme } from './graphemes.ts';

/** Invisible characters: control, direction and zero-width characters, fillers, the empty Braille cell, lone surrogates. */
const INVISIBLE = '\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800\\ufff9-\\ufffb\\u{16fe4}\\u{1d159}\\u{13430}-\\u{13440}';
/** Scripts in which a joiner or non-joiner between letters changes the meaning. */
const JOINING =
  '[\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Tibt}]';
const SHOWN = '(?!\\p{Default_Ignorable_Code_Point})';

const VISIBLE = /* @__PURE__ */ new RegExp(`[^\\s${INVISIBLE}]`, 'u');

/**
 * Invisible characters, and in the group those that belong to a visible neighbour: flags made of tags, such as England's; emoji with their
 * variant, tone and joiner; keycaps; variants of Han and Mongolian characters; joiners between letters.
 */
const DROPPED = /* @__PURE__ */ new RegExp(
  `(\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{1,8}\\u{e007f}|[\\p{Extended_Pictographic}\\p{Emoji_Modifier}][\\ufe0e\\ufe0f]?(?:\\u200d(?=\\p{Extended_Pictographic}))?|[#*\\d][\\ufe0e\\ufe0f]|\\p{sc=Han}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]|${SHOWN}(?:\\p{sc=Mong}[\\u180b-\\u180d\\u180f]|${JOINING}(?:\\u200d|\\u200c(?=${JOINING}))))|[${INVISIBLE}]`,
  'gu',
);

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Whether the text has no visible character. */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}

/**
 * A name cleaned for lists: on one line, without control, direction or invisible characters; '' when nothing visible is left. Joiners are kept
 * inside emoji and words.
 */
export function cleanName(text: string): string {
  return text.replace(BREAKS, ' ').replace(DROPPED, '$1').trim();
}

/** Punctuation that begins a word, except the sign of a keycap emoji. */
const LEADING_PUNCTUATION = /(^|\s)(?:(?![#*]\ufe0f)\p{P})+/gu;

/** Two characters for a name: the first of its first and last word, or the first two of its only word; `Visitor 4821` becomes `V4`. */
export function initialsOf(name: string): string {
  const text = cleanName(name);
  const words = (text.replace(LEADING_PUNCTUATION, '$1').trim() || text).split(/\s+/);
  const [first = ''] = words;
  const initial = firstGrapheme(first) || '?';
  return upper(initial) + upper(firstGrapheme(words.length > 1 ? (words.at(-1) ?? '') : first.slice(initial.length)));
}

/** Not if it would take more room: ß stays ß. */
function upper(letter: string): string {
  const capital = letter.toUpperCase();
  return capital.length > letter.length ? letter : capital;
}
