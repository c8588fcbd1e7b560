import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { foldCase } from '../fold-case.ts';
import type { AnySimpleStore, OwnedRecord, RecordStore, SimpleStore } from '../port/record-store.ts';
import { withChanges } from '../with-changes.ts';
import type { Engine } from './group-commit.ts';
import { columnOf, defineTable, findById, save } from './table.ts';

/** The statements that create the table of a simple store. */
export function createTable({ record, unique = [] }: AnySimpleStore): string {
  const { name, fields } = record;
  const owned = Object.keys(fields).filter((field) => field === 'siteId' || field === 'conversationId');
  const columns = Object.entries(fields).map(([field, described]) => columnOf(field, described));
  return [
    `CREATE TABLE ${name} (number INTEGER PRIMARY KEY, ${columns.join(', ')}) STRICT;`,
    `CREATE UNIQUE INDEX ${name}_id ON ${name} (_id);`,
    ...owned.map((field) => `CREATE INDEX ${name}_${field} ON ${name} (${field});`),
    ...(unique.length > 0 ? [`CREATE UNIQUE INDEX ${name}_unique ON ${name} (${unique.join(', ')});`] : []),
  ].join('\n');
}

export function createRecordStore<R extends OwnedRecord>({ sql, read, write }: Engine, { record, order, search = [] }: SimpleStore<R>): RecordStore<R> {
  const table = defineTable(record);
  const { name } = record;
  const hasConversation = 'conversationId' in record.fields;
  const isFound = search.length > 0 ? `(@search = '' OR ${search.map((field) => `instr(foldCase(${field}), @search) > 0`).join(' OR ')})` : `@search = ''`;
  const isAfter = order ? `(foldCase(${order}), _id) > (@text, @id)` : '_id < @id';
  const LIST = `
SELECT ${table.columns()} FROM ${name}
WHERE ${isAfter} AND ${isFound} AND (@siteIds IS NULL OR siteId IN (SELECT value FROM json_each(@siteIds)))
  ${hasConversation ? 'AND (@conversationId IS NULL OR conversationId = @conversationId)' : ''}
ORDER BY ${order ? `foldCase(${order}), _id` : '_id DESC'} LIMIT @limit + 1`;
  const REMOVE = `DELETE FROM ${name} WHERE _id = @id`;
  /** Before the first: lower than any text, or higher than any id. */
  const start: [string, string] = order ? ['', ''] : ['', 'g'];

  return {
    add: (added) => write(() => void sql.run(table.insert, table.toValues(added))),
    get: (id) => read(() => findById(sql, table, id)),
    list: ({ limit, cursor, siteIds, conversationId, search: text = '' }) =>
      read(() => {
        const [after, id] = cursor === undefined ? start : readCursor(name, cursor, start);
        const rows = sql.all(LIST, {
          ...(order && { text: after }),
          ...(hasConversation && { conversationId: conversationId ?? null }),
          id,
          limit,
          search: foldCase(text.trim()),
          siteIds: siteIds ? JSON.stringify(siteIds) : null,
        });
        return toPage(rows.map(table.toRecord), limit, (last) => writeCursor(name, [order ? foldCase(String(last[order])) : '', last._id]));
      }),
    update: (id, changes) =>
      write(() => {
        const found = findById(sql, table, id);
        return found && save(sql, table, found, withChanges(found, changes as Partial<R>));
      }),
    remove: (id) => write(() => sql.run(REMOVE, { id }) > 0),
  };
}
