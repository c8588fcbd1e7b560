/**
 * The one way to count a message: Unicode code points. An emoji such as U+1F600 is one character, not two as in a string's `length`; and a
 * text within the limit is bounded in bytes too, which a count of graphemes would not ensure.
 */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
