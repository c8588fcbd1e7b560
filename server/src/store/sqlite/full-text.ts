import { parseSearch, type WantedTerm } from '../../search/parse-search.ts';
import { termsOf } from '../../search/terms.ts';

/** What an index holds for a row: the terms of its texts, and its site as a term. */
export function searchTerms(siteId: string, ...texts: string[]): string {
  return `${[...termsOf(...texts)].join(' ')} ${siteTerm(siteId)}`;
}

/** The FTS5 query for rows with all words of the search, on these sites (undefined = all); null when there is nothing to search for. */
export function matchTerms(search: string, siteIds: string[] | undefined): string | null {
  const words = parseSearch(search);
  if (!words || siteIds?.length === 0) return null;
  const conditions = words.map((alternatives) => anyOf(alternatives.map((terms) => allOf(terms.map(quote)))));
  if (siteIds) conditions.push(anyOf(siteIds.map((id) => `"${siteTerm(id)}"`)));
  return conditions.join(' AND ');
}

/** No text produces such a term: a term of several letters never contains a sign. */
function siteTerm(siteId: string): string {
  return `${siteId}@`;
}

/** Terms contain no quotation marks. */
function quote({ text, isPrefix }: WantedTerm): string {
  return isPrefix ? `"${text}" *` : `"${text}"`;
}

function allOf(conditions: string[]): string {
  return conditions.length === 1 ? `${conditions[0]}` : `(${conditions.join(' AND ')})`;
}

function anyOf(conditions: string[]): string {
  return conditions.length === 1 ? `${conditions[0]}` : `(${conditions.join(' OR ')})`;
}
