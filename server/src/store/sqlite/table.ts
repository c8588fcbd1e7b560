import type { Sql } from './connection.ts';

/** How a field stands in its column: as it is, as 0 or 1, as milliseconds since 1970, as JSON. */
type KindOf<T> = [T] extends [Date | null] ? 'date' : [T] extends [boolean] ? 'flag' : [T] extends [string | number | null] ? 'plain' : 'json';
type Row = Record<string, string | number | null>;

/** A table whose columns are the fields of a record of the port. */
export type Table<R> = {
  name: string;
  /** The columns for SELECT; `alias` stands before each when given. */
  columns(alias?: string): string;
  /** The statement that inserts a `toRow`. */
  insert: string;
  toRow(record: R): Row;
  /** The record of a row; takes the row over. */
  toRecord(row: object): R;
  /** The assignments of an UPDATE, and their parameters, for the fields in which the records differ; null when they do not. */
  difference(before: R, after: R): { assignments: string; parameters: Row } | null;
};

export function defineTable<R extends object>(name: string, kinds: { [K in keyof R & string]-?: KindOf<R[K]> }): Table<R> {
  const fields = Object.keys(kinds) as (keyof R & string)[];
  const converted = fields.filter((field) => kinds[field] !== 'plain');
  const toColumn = (record: R, field: keyof R & string) => encode(kinds[field], record[field]);
  const pick = (record: R, picked: (keyof R & string)[]) => Object.fromEntries(picked.map((field) => [field, toColumn(record, field)]));
  return {
    name,
    columns: (alias) => fields.map((field) => (alias ? `${alias}.${field}` : field)).join(', '),
    insert: `INSERT INTO ${name} (${fields.join(', ')}) VALUES (${fields.map((field) => `@${field}`).join(', ')})`,
    toRow: (record) => pick(record, fields),
    toRecord: (row) => {
      const record = row as Record<string, unknown>;
      for (const field of converted) record[field] = decode(kinds[field], record[field] as string | number | null);
      return record as R;
    },
    difference: (before, after) => {
      const changed = fields.filter((field) => before[field] !== after[field] && toColumn(before, field) !== toColumn(after, field));
      return changed.length === 0 ? null : { assignments: changed.map((field) => `${field} = @${field}`).join(', '), parameters: pick(after, changed) };
    },
  };
}

/** The record with these changes; what is undefined stays as it is. */
export function withChanges<R extends object>(record: R, changes: Partial<NoInfer<R>>): R {
  return { ...record, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}

/** Finds the record with this `_id`. */
export function findById<R>(sql: Sql, table: Table<R>, id: string): R | null {
  const row = sql.get(`SELECT ${table.columns()} FROM ${table.name} WHERE _id = @id`, { id });
  return row ? table.toRecord(row) : null;
}

/** Writes the fields in which the record now differs, and returns it. */
export function save<R extends { _id: string }>(sql: Sql, table: Table<R>, before: R, after: R): R {
  const difference = table.difference(before, after);
  if (difference) sql.run(`UPDATE ${table.name} SET ${difference.assignments} WHERE _id = @_id`, { ...difference.parameters, _id: before._id });
  return after;
}

function encode(kind: string, value: unknown): string | number | null {
  if (value === null) return null;
  switch (kind) {
    case 'date':
      return (value as Date).getTime();
    case 'flag':
      return value ? 1 : 0;
    case 'json':
      return JSON.stringify(value);
    default:
      return value as string | number;
  }
}

function decode(kind: string, value: string | number | null): unknown {
  if (value === null) return null;
  switch (kind) {
    case 'date':
      return new Date(value);
    case 'flag':
      return value === 1;
    default:
      return JSON.parse(value as string);
  }
}
