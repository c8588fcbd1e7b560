let segmenter: Intl.Segmenter | null = null;
/** No grapheme that means something is longer; stacked marks may be. */
const LONGEST_GRAPHEME = 64;

/** What a reader takes for the first character: an emoji of several parts, a flag and a letter with its marks are one. */
export function firstGrapheme(text: string): string {
  const begin = text.slice(0, LONGEST_GRAPHEME);
  // Firefox before 125 has no Segmenter.
  if (!Intl.Segmenter) return Array.from(begin)[0] ?? '';
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(begin)) return segment;
  return '';
}
