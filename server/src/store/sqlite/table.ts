import type { Sql } from './connection.ts';

/** How a field stands in its column: as it is, as 0 or 1, as milliseconds since 1970, as JSON. */
type KindOf<T> = [T] extends [Date | null] ? 'date' : [T] extends [boolean] ? 'flag' : [T] extends [string | number | null] ? 'plain' : 'json';
type Kind = 'plain' | 'flag' | 'date' | 'json';
type Value = string | number | null;
type Row = Record<string, Value>;

/** A table whose columns are the fields of a record of the port. */
export type Table<R> = {
  /** The columns for SELECT; `alias` stands before each when given. */
  columns(alias?: string): string;
  /** Statements: by `_id`, and the insert of a `toRow`. */
  byId: string;
  insert: string;
  toRow(record: R): Row;
  /** The record of a row; takes the row over. */
  toRecord(row: object): R;
  /** The statement that writes the fields in which the records differ, by `_id`, and its parameters; null when they do not. */
  update(before: R, after: R): { text: string; parameters: Row } | null;
};

/** Describes a table of at most 31 columns. */
export function defineTable<R extends object>(name: string, kinds: { [K in keyof R & string]-?: KindOf<R[K]> }): Table<R> {
  const fields = Object.entries<Kind>(kinds).map(([field, kind], index) => ({ field: field as keyof R & string, kind, bit: 1 << index }));
  const converted = fields.filter(({ kind }) => kind !== 'plain');
  const columns = (alias?: string) => fields.map(({ field }) => (alias ? `${alias}.${field}` : field)).join(', ');
  /** The texts of updates by the bits of their fields: a text that is put together anew each time would cost more than the update. */
  const updates = new Map<number, string>();
  const updateText = (changed: number) => {
    const assignments = fields.filter(({ bit }) => changed & bit).map(({ field }) => `${field} = @${field}`);
    const text = `UPDATE ${name} SET ${assignments.join(', ')} WHERE _id = @_id`;
    updates.set(changed, text);
    return text;
  };
  return {
    columns,
    byId: `SELECT ${columns()} FROM ${name} WHERE _id = @id`,
    insert: `INSERT INTO ${name} (${columns()}) VALUES (${fields.map(({ field }) => `@${field}`).join(', ')})`,
    toRow: (record) => {
      const row: Row = {};
      for (const { field, kind } of fields) row[field] = encode(kind, record[field]);
      return row;
    },
    toRecord: (row) => {
      const record = row as Record<string, unknown>;
      for (const { field, kind } of converted) record[field] = decode(kind, record[field] as Value);
      return record as R;
    },
    update: (before, after) => {
      let changed = 0;
      const parameters: Row = {};
      for (const { field, kind, bit } of fields) {
        if (before[field] === after[field]) continue;
        changed |= bit;
        parameters[field] = encode(kind, after[field]);
      }
      return changed === 0 ? null : { text: updates.get(changed) ?? updateText(changed), parameters };
    },
  };
}

/** The record with these changes; what is undefined stays as it is. */
export function withChanges<R extends object>(record: R, changes: Partial<NoInfer<R>>): R {
  return { ...record, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}

/** The record that the statement finds, or null. */
export function findOne<R>(sql: Sql, table: Table<R>, text: string, parameters: object): R | null {
  const row = sql.get(text, parameters);
  return row ? table.toRecord(row) : null;
}

/** Writes the fields in which the record now differs, and returns it. */
export function save<R extends { _id: string }>(sql: Sql, table: Table<R>, before: R, after: R): R {
  const update = table.update(before, after);
  if (update) sql.run(update.text, { ...update.parameters, _id: before._id });
  return after;
}

function encode(kind: Kind, value: unknown): Value {
  if (value === null) return null;
  switch (kind) {
    case 'date':
      return (value as Date).getTime();
    case 'flag':
      return value ? 1 : 0;
    case 'json':
      return JSON.stringify(value);
    case 'plain':
      return value as string | number;
  }
}

function decode(kind: Kind, value: Value): unknown {
  if (value === null) return null;
  switch (kind) {
    case 'date':
      return new Date(value);
    case 'flag':
      return value === 1;
    case 'json':
      return JSON.parse(value as string);
    case 'plain':
      return value;
  }
}
