import type { Document } from 'mongodb';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { foldCase } from '../fold-case.ts';
import type { Page, PageRequest } from '../port/page.ts';
import { type DocumentType, toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { containing } from './search-filter.ts';

/** A page sorted by name (ignoring case), then id; `search` matches the name and the field `searched`, both folded. */
export async function listByName<R extends { _id: string; name: string }>(
  engine: Engine,
  type: DocumentType<R>,
  { limit, cursor, search = '', searched, filter }: PageRequest & { search?: string | undefined; searched: string; filter: Document },
): Promise<Page<R>> {
  const conditions = [filter];
  if (cursor !== undefined) {
    const [nameFolded, id] = readCursor<[string, string]>(type.name, cursor, ['', '']);
    conditions.push({ $or: [{ nameFolded: { $gt: nameFolded } }, { nameFolded, _id: { $gt: toId(id) } }] });
  }
  const text = foldCase(search.trim());
  if (text) conditions.push({ $or: [{ nameFolded: containing(text) }, { [searched]: containing(text) }] });
  const found = await engine
    .collection(type.name)
    .find({ $and: conditions }, { projection: type.projection })
    .sort({ nameFolded: 1, _id: 1 })
    .limit(limit + 1)
    .toArray();
  return toPage(found.map(type.toRecord), limit, (last) => writeCursor(type.name, [foldCase(last.name), last._id]));
}
