import { setApart, wordsOf } from '../search-words.ts';

/**
 * The FTS5 query for texts in which each word of `search` begins a word of one of the columns, on these sites (null = all);
 * a single letter must be a word itself, or it would fit nearly every text.
 * Null when there is nothing to look for: `search` has no word.
 */
export function matchWords(search: string, columns: string[], siteIds: string[] | null): string | null {
  const words = wordsOf(search).map((word) => (word.length > 1 ? `${quote(setApart(word))} *` : quote(word)));
  if (words.length === 0 || siteIds?.length === 0) return null;
  const inColumns = `{${columns.join(' ')}} : (${words.join(' ')})`;
  return siteIds === null ? inColumns : `${inColumns} AND {siteId} : (${siteIds.map(quote).join(' OR ')})`;
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
