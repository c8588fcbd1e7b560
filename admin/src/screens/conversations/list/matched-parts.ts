const DIACRITICS = /\p{M}+/gu;
/** Written without spaces: any character may start a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const isWordPart = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** As the server compares words: ignoring case and diacritics, ß as ss. `origin[i]` is where folded character i comes from. */
function fold(text: string): { folded: string; origin: number[] } {
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = character.normalize('NFKD').replace(DIACRITICS, '').toLowerCase().replaceAll('ß', 'ss');
    folded += plain;
    for (let index = 0; index < plain.length; index++) origin.push(at);
    at += character.length;
  }
  origin.push(at);
  return { folded, origin };
}

export type MatchedPart = { text: string; isMatch: boolean; at: number };

/** Splits the text; parts that start a word like a word of the search are matches. */
export function matchedParts(text: string, search: string): MatchedPart[] {
  const { folded, origin } = fold(text);
  const words = fold(search)
    .folded.split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const parts: MatchedPart[] = [];
  let from = 0;
  const add = (end: number, isMatch: boolean) => {
    const [start, stop] = [origin[from] ?? 0, origin[end] ?? text.length];
    if (stop > start) parts.push({ text: text.slice(start, stop), isMatch, at: start });
    from = end;
  };
  for (let index = 0; index < folded.length; index++) {
    if (index < from || (isWordPart(folded[index - 1]) && !UNSPACED.test(folded[index] ?? ''))) continue;
    const word = words.find((each) => folded.startsWith(each, index));
    if (!word) continue;
    add(index, false);
    add(index + word.length, true);
  }
  add(folded.length, false);
  return parts;
}

/** A row shows some forty characters: this much text before the first match leaves room for it. */
const BEFORE = 20;

/** The parts for a line that is cut off at its end: they start near the first match, with `…` where text was omitted. */
export function partsAroundMatch(text: string, search: string): MatchedPart[] {
  const [first, ...rest] = matchedParts(text, search);
  if (!first || first.isMatch || rest.length === 0 || first.text.length <= BEFORE) return first ? [first, ...rest] : rest;
  const near = first.text.slice(-BEFORE);
  // Starts at a word, and never splits a character.
  const kept = /\s/.test(near.trimEnd()) ? near.replace(/^\S*\s+/u, '') : near.replace(/^[\udc00-\udfff]/, '');
  return [{ ...first, text: `…${kept}` }, ...rest];
}
