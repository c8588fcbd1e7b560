import { readCursor, toPage, writeCursor } from '../cursor.ts';
import type { FaqStore } from '../port/faqs.ts';
import { faqs } from './collections.ts';
import { afterCursor } from './conversation-queries.ts';
import { toId } from './documents.ts';
import { type Engine, LONG_MS } from './engine.ts';
import type { Reindexing } from './reindexing.ts';
import { matchTerms } from './search-filter.ts';
import { updateRecord } from './update-record.ts';

const FIELDS = { projection: faqs.projection };

export function createFaqStore(engine: Engine, reindexing: Reindexing): FaqStore {
  const collection = engine.collection('faqs');
  return {
    add: (faq) => engine.run(async () => void (await collection.insertOne(faqs.toDocument(faq)))),
    get: (id) =>
      engine.run(async () => {
        const found = await collection.findOne({ _id: toId(id) }, FIELDS);
        return found && faqs.toRecord(found);
      }),
    list: ({ limit, cursor, siteIds, search = '', category, isActive }) =>
      engine.run(async () => {
        const filter = {
          ...(siteIds && { siteId: { $in: siteIds.map(toId) } }),
          ...(category !== undefined && { category }),
          ...(isActive !== undefined && { isActive }),
        };
        const after = afterCursor('faqs', 'updatedAt', cursor);
        const isSearch = Boolean(search.trim());
        const found = isSearch ? matchTerms(search) : {};
        if (!found) return { items: [], nextCursor: null };
        if (isSearch) await reindexing.assertDone();
        const query = { $and: [filter, after, found] };
        const rows = await collection
          .find(query, FIELDS)
          .sort({ updatedAt: -1, _id: -1 })
          .limit(limit + 1)
          .toArray();
        return toPage(rows.map(faqs.toRecord), limit, (last) => writeCursor('faqs', [last.updatedAt.getTime(), last._id]));
      }, LONG_MS),
    listActive: (siteId, { limit, cursor }) =>
      engine.run(async () => {
        const [after] = cursor === undefined ? [null] : readCursor('active FAQs', cursor, ['']);
        const found = await collection
          .find({ siteId: toId(siteId), isActive: true, ...(after && { _id: { $gt: toId(after) } }) }, FIELDS)
          .sort({ _id: 1 })
          .limit(limit + 1)
          .toArray();
        return toPage(found.map(faqs.toRecord), limit, (last) => writeCursor('active FAQs', [last._id]));
      }),
    versionOf: (siteId) =>
      engine.run(async () => {
        const totals = { _id: null, count: { $sum: 1 }, changed: { $sum: { $toLong: '$updatedAt' } } };
        const [found] = await collection.aggregate([{ $match: { siteId: toId(siteId) } }, { $group: totals }]).toArray();
        return `${found?.count ?? 0}:${found?.changed ?? 0}`;
      }),
    update: (id, changes, at) => engine.run((deadline) => updateRecord(engine, faqs, { id, deadline, changes: { ...changes, updatedAt: at } })),
    countView: (id) => engine.run(async () => void (await collection.updateOne({ _id: toId(id) }, { $inc: { viewCount: 1 } }))),
    remove: (id) => engine.run(async () => (await collection.deleteOne({ _id: toId(id) })).deletedCount > 0),
  };
}
