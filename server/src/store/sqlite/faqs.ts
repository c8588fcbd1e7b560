import { readCursor, toPage, writeCursor } from '../cursor.ts';
import type { FaqStore } from '../port/faqs.ts';
import { withChanges } from '../with-changes.ts';
import type { Sql } from './connection.ts';
import { matchTerms } from './full-text.ts';
import type { Engine } from './group-commit.ts';
import { assertIndexed } from './indexing.ts';
import { isKept } from './removals.ts';
import { findById, save } from './table.ts';
import { faqs } from './tables.ts';

const FITS = `
(f.updatedAt, f._id) < (@at, @id) AND ${isKept('f.siteId')}
  AND (@siteIds IS NULL OR f.siteId IN (SELECT value FROM json_each(@siteIds)))
  AND (@category IS NULL OR f.category = @category)
  AND (@isActive IS NULL OR f.isActive = @isActive)
ORDER BY f.updatedAt DESC, f._id DESC LIMIT @limit + 1`;
const LIST = `SELECT ${faqs.columns('f')} FROM faqs f WHERE ${FITS}`;
const SEARCH = `SELECT ${faqs.columns('f')} FROM faqTerms CROSS JOIN faqs f ON f.number = faqTerms.rowid WHERE faqTerms MATCH @match AND ${FITS}`;
const ACTIVE = `
SELECT ${faqs.columns()}, number FROM faqs
WHERE siteId = @siteId AND isActive = 1 AND number > @after AND ${isKept('faqs.siteId')} ORDER BY number LIMIT @limit + 1`;
const VERSION = `SELECT count(*) || ':' || ifnull(sum(updatedAt), 0) AS version FROM faqs WHERE siteId = @siteId`;
const COUNT_VIEW = 'UPDATE faqs SET viewCount = viewCount + 1 WHERE _id = @id';
const REMOVE = 'DELETE FROM faqs WHERE _id = @id';
/** Sorts after every FAQ. */
const TOP: [number, string] = [Number.MAX_SAFE_INTEGER, ''];

export function createFaqStore({ sql, read, write }: Engine): FaqStore {
  return {
    add: (faq) => write(() => void sql.run(faqs.insert, faqs.toValues(faq))),
    get: (id) => read(() => findById(sql, faqs, id)),
    list: ({ limit, cursor, siteIds, search = '', category = null, isActive }) =>
      read(() => {
        const [at, id] = cursor === undefined ? TOP : readCursor('faqs', cursor, TOP);
        const isSearch = Boolean(search.trim());
        const match = isSearch ? matchTerms(search, siteIds) : null;
        if (isSearch && !match) return { items: [], nextCursor: null };
        if (isSearch) assertIndexed(sql);
        const filter = { siteIds: siteIds ? JSON.stringify(siteIds) : null, category, isActive: isActive === undefined ? null : Number(isActive) };
        const rows = sql.all(match ? SEARCH : LIST, { ...filter, match, at, id, limit });
        return toPage(rows.map(faqs.toRecord), limit, (last) => writeCursor('faqs', [last.updatedAt.getTime(), last._id]));
      }),
    listActive: (siteId, { limit, cursor }) =>
      read(() => {
        const [after] = cursor === undefined ? [0] : readCursor('active FAQs', cursor, [0]);
        const rows = sql.all<{ number: number }>(ACTIVE, { siteId, after, limit });
        const { items, nextCursor } = toPage(rows, limit, (last) => writeCursor('active FAQs', [last.number]));
        return { items: items.map(({ number: _number, ...row }) => faqs.toRecord(row)), nextCursor };
      }),
    versionOf: (siteId) => read(() => String(sql.get(VERSION, { siteId })?.version)),
    update: (id, changes, at) =>
      write(() => {
        const faq = findById(sql, faqs, id);
        return faq && save(sql, faqs, faq, { ...withChanges(faq, changes), updatedAt: at });
      }),
    countView: (id) => write(() => countView(sql, id)),
    remove: (id) => write(() => sql.run(REMOVE, { id }) > 0),
  };
}

export function countView(sql: Sql, id: string): void {
  sql.run(COUNT_VIEW, { id });
}
