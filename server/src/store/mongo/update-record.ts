import { withChanges } from '../with-changes.ts';
import type { DocumentType } from './documents.ts';
import { toId } from './documents.ts';
import type { Deadline, Engine } from './engine.ts';
import { unavailable } from './mongo-errors.ts';

/** Sets the fields in `changes` and the fields derived from them; null when there is no such record. */
export async function updateRecord<R extends { _id: string; updatedAt: Date }>(
  engine: Engine,
  type: DocumentType<R>,
  { id, changes, deadline }: { id: string; changes: Partial<R>; deadline: Deadline },
): Promise<R | null> {
  const collection = engine.collection(type.name);
  while (!deadline.hasPassed) {
    const found = await collection.findOne({ _id: toId(id) }, { projection: type.projection });
    if (!found) return null;
    const before = type.toRecord(found);
    const set = type.changes(before, withChanges(before, changes));
    if (!set) return before;
    // A derived field depends on several others: a concurrent change to one of them also changes `updatedAt`.
    const updated = await collection.findOneAndUpdate(
      { _id: toId(id), updatedAt: before.updatedAt },
      { $set: set },
      { returnDocument: 'after', projection: type.projection },
    );
    if (updated) return type.toRecord(updated);
  }
  throw unavailable('too many changes at once');
}
