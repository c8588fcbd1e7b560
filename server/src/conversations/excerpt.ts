import { isWanted, parseSearch } from '../search/parse-search.ts';
import { placedTermsOf } from '../search/terms.ts';

const MAX_LENGTH = 200;
/** How much text to show before the match. */
const CONTEXT_LENGTH = 60;

/** At most 200 characters of a text around the first word that matches the search; `…` marks omitted text. */
export function excerptAround(text: string, search: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const from = startOf(text, firstMatch(text, search));
  const before = from > 0 ? '…' : '';
  const rest = text.slice(from);
  if (before.length + rest.length <= MAX_LENGTH) return before + rest;
  return `${before}${rest.slice(0, MAX_LENGTH - 1 - before.length).replace(HALF_CHARACTER, '')}…`;
}

const HALF_CHARACTER = /[\ud800-\udbff]$/;

function firstMatch(text: string, search: string): number {
  const wanted = parseSearch(search);
  if (wanted) for (const { term, at } of placedTermsOf(text)) if (isWanted(wanted, term)) return at;
  return 0;
}

/** The start of a word shortly before the match, or the start of the text. */
function startOf(text: string, match: number): number {
  const earliest = match - CONTEXT_LENGTH;
  if (earliest <= 0) return 0;
  const space = text.slice(earliest, match).search(/\s/);
  if (space >= 0) return earliest + space + 1;
  return /^[\udc00-\udfff]/.test(text.slice(earliest)) ? earliest + 1 : earliest;
}
