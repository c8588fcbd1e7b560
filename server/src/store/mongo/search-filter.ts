import type { Document } from 'mongodb';
import { parseSearch, type WantedTerm } from '../../search/parse-search.ts';

/** What `terms` must contain so that a search finds the document; null when there is nothing to search for. */
export function matchTerms(search: string): Document | null {
  const words = parseSearch(search);
  if (!words) return null;
  const certain = words.flatMap((alternatives) => (alternatives.length === 1 ? (alternatives[0] ?? []) : []));
  const conditions: Document[] = words.flatMap((alternatives) => (alternatives.length > 1 ? { $or: alternatives.map(holdsAll) } : []));
  if (certain.length > 0) conditions.unshift(holdsAll(certain));
  return conditions.length === 1 ? (conditions[0] as Document) : { $and: conditions };
}

function holdsAll(terms: WantedTerm[]): Document {
  // A prefix consists of letters and digits only.
  return { terms: { $all: terms.map(({ text, isPrefix }) => (isPrefix ? new RegExp(`^${text}`) : text)) } };
}

/** A pattern for a text anywhere in a folded field. */
export function containing(text: string): RegExp {
  // BSON patterns end at NUL.
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\0', '\\x00'));
}
