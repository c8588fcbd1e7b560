let segmenter: Intl.Segmenter | null = null;
/** No meaningful grapheme is longer; stacked marks may be. */
const LONGEST_GRAPHEME = 64;

/** What a reader perceives as the first character: an emoji of several parts, a flag, or a letter with its marks. */
export function firstGrapheme(text: string): string {
  const begin = text.slice(0, LONGEST_GRAPHEME);
  // Firefox before 125 has no Segmenter.
  if (!Intl.Segmenter) return Array.from(begin)[0] ?? '';
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(begin)) return segment;
  return '';
}
