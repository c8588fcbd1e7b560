import { type Document, type IndexDescription } from 'mongodb';
import { AppError } from '../../failure.ts';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { foldCase } from '../fold-case.ts';
import type { AnySimpleStore, OwnedRecord, RecordStore, SimpleStore } from '../port/record-store.ts';
import { withChanges } from '../with-changes.ts';
import { type Derived, type DocumentType, defineDocument, toId } from './documents.ts';
import type { Engine } from './engine.ts';
import { unavailable } from './mongo-errors.ts';
import { containing } from './search-filter.ts';

const foldedOf = (field: string) => `${field}Folded`;

/** The collection of a simple store: texts that are sorted or searched by are kept folded too. */
export function defineSimple<R extends OwnedRecord>({ record, order, search = [] }: SimpleStore<R>): DocumentType<R> {
  const folded = [...new Set([...(order ? [order] : []), ...search])];
  const derived: [string, Derived<R>][] = folded.map((field) => [foldedOf(field), { from: [field], make: (made) => foldCase(String(made[field])) }]);
  return defineDocument(record, Object.fromEntries(derived));
}

export function indexesOf({ record, order, unique = [] }: AnySimpleStore): (IndexDescription & { name: string })[] {
  const owned = Object.keys(record.fields).filter((field) => field === 'siteId' || field === 'conversationId');
  return [
    ...owned.map((field) => ({ name: field, key: { [field]: 1 as const } })),
    ...(order ? [{ name: 'list', key: { [foldedOf(order)]: 1 as const, _id: 1 as const } }] : []),
    ...(unique.length > 0 ? [{ name: 'unique', key: Object.fromEntries(unique.map((field) => [field, 1 as const])), unique: true }] : []),
  ];
}

export function createRecordStore<R extends OwnedRecord>(engine: Engine, described: SimpleStore<R>): RecordStore<R> {
  const { order, search = [], unique = [] } = described;
  const type = defineSimple(described);
  const collection = engine.collection(type.name);
  const FIELDS = { projection: type.projection };
  const sortedBy = order && foldedOf(order);

  /** Another record with the same unique values; the index decides when two are stored at the same time. */
  const takenBy = (document: Document): Document => ({
    ...Object.fromEntries(unique.map((field) => [field, document[field]])),
    _id: { $ne: document['_id'] },
  });
  function isAfter(cursor: string): Document {
    const [text, id] = readCursor<[string, string]>(type.name, cursor, ['', '']);
    if (!sortedBy) return { _id: { $lt: toId(id) } };
    return { $or: [{ [sortedBy]: { $gt: text } }, { [sortedBy]: text, _id: { $gt: toId(id) } }] };
  }

  return {
    add: (added) => engine.run(async () => void (await collection.insertOne(type.toDocument(added)))),
    get: (id) =>
      engine.run(async () => {
        const found = await collection.findOne({ _id: toId(id) }, FIELDS);
        return found && type.toRecord(found);
      }),
    list: ({ limit, cursor, siteIds, conversationId, search: text = '' }) =>
      engine.run(async () => {
        const folded = foldCase(text.trim());
        if (folded && search.length === 0) return { items: [], nextCursor: null };
        const filter: Document = {
          ...(siteIds && { siteId: { $in: siteIds.map(toId) } }),
          ...(conversationId !== undefined && { conversationId: toId(conversationId) }),
          ...(folded && { $or: search.map((field) => ({ [foldedOf(field)]: containing(folded) })) }),
        };
        const found = await collection
          .find({ $and: [filter, cursor === undefined ? {} : isAfter(cursor)] }, FIELDS)
          .sort(sortedBy ? { [sortedBy]: 1, _id: 1 } : { _id: -1 })
          .limit(limit + 1)
          .toArray();
        return toPage(found.map(type.toRecord), limit, (last) => writeCursor(type.name, [order ? foldCase(String(last[order])) : '', last._id]));
      }),
    update: (id, changes) =>
      engine.run(async (deadline) => {
        while (!deadline.hasPassed) {
          const found = await collection.findOne({ _id: toId(id) }, FIELDS);
          if (!found) return null;
          const before = type.toRecord(found);
          const set = type.changes(before, withChanges(before, changes as Partial<R>));
          if (!set) return before;
          const isTaken =
            unique.some((field) => field in set) && (await collection.countDocuments(takenBy(type.toDocument({ ...before, ...changes })), { limit: 1 })) > 0;
          if (isTaken) throw new AppError('CONFLICT');
          // Unless another change came in between.
          const unchanged = Object.fromEntries(Object.keys(set).flatMap((field) => (field in found ? [[field, found[field]]] : [])));
          const updated = await collection.findOneAndUpdate({ _id: found._id, ...unchanged }, { $set: set }, { ...FIELDS, returnDocument: 'after' });
          if (updated) return type.toRecord(updated);
        }
        throw unavailable('too many changes at once');
      }),
    remove: (id) => engine.run(async () => (await collection.deleteOne({ _id: toId(id) })).deletedCount > 0),
  };
}
