import type { Parameters, Sql } from './connection.ts';

/** How a field is stored in its column: as it is, as 0 or 1, as milliseconds since 1970, as JSON. */
type KindOf<T> = [T] extends [Date | null] ? 'date' : [T] extends [boolean] ? 'flag' : [T] extends [string | number | null] ? 'plain' : 'json';
type Kind = 'plain' | 'flag' | 'date' | 'json';
type Value = string | number | null;

/** A table whose columns are the fields of a record of the port. */
export type Table<R> = {
  /** The columns for SELECT, each prefixed with `alias` if given. */
  columns(alias?: string): string;
  /** Statements: by `_id`, and the insert of what `toValues` returns. Values are bound by position: by name takes several times as long. */
  byId: string;
  insert: string;
  toValues(record: R): Value[];
  /** The record of a row; takes ownership of the row object. */
  toRecord(row: object): R;
  /** The statement that writes the fields in which the records differ, and its values with the `_id` at the end; null when they do not differ. */
  update(before: R, after: R): { text: string; values: Value[] } | null;
};

/** Describes a table of at most 31 columns. */
export function defineTable<R extends object>(name: string, kinds: { [K in keyof R & string]-?: KindOf<R[K]> }): Table<R> {
  const fields = Object.entries<Kind>(kinds).map(([field, kind], index) => ({ field: field as keyof R & string, kind, bit: 1 << index }));
  const converted = fields.filter(({ kind }) => kind !== 'plain');
  const columns = (alias?: string) => fields.map(({ field }) => (alias ? `${alias}.${field}` : field)).join(', ');
  /** The update statements by the bitmask of their fields: building the text each time would cost more than the update. */
  const updates = new Map<number, string>();
  const updateText = (changed: number) => {
    const assignments = fields.filter(({ bit }) => changed & bit).map(({ field }) => `${field} = ?`);
    const text = `UPDATE ${name} SET ${assignments.join(', ')} WHERE _id = ?`;
    updates.set(changed, text);
    return text;
  };
  return {
    columns,
    byId: `SELECT ${columns()} FROM ${name} WHERE _id = ?`,
    insert: `INSERT INTO ${name} (${columns()}) VALUES (${fields.map(() => '?').join(', ')})`,
    toValues: (record) => fields.map(({ field, kind }) => encode(kind, record[field])),
    toRecord: (row) => {
      const record = row as Record<string, unknown>;
      for (const { field, kind } of converted) record[field] = decode(kind, record[field] as Value);
      return record as R;
    },
    update: (before, after) => {
      let changed = 0;
      const values: Value[] = [];
      for (const { field, kind, bit } of fields) {
        if (before[field] === after[field]) continue;
        changed |= bit;
        values.push(encode(kind, after[field]));
      }
      return changed === 0 ? null : { text: updates.get(changed) ?? updateText(changed), values };
    },
  };
}

/** The record with these changes; undefined fields stay as they are. */
export function withChanges<R extends object>(record: R, changes: Partial<NoInfer<R>>): R {
  return { ...record, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}

/** The record that the statement finds, or null. */
export function findOne<R>(sql: Sql, table: Table<R>, text: string, parameters: Parameters): R | null {
  const row = sql.get(text, parameters);
  return row ? table.toRecord(row) : null;
}

/** The record with this id, or null. */
export function findById<R>(sql: Sql, table: Table<R>, id: string): R | null {
  return findOne(sql, table, table.byId, [id]);
}

/** Writes the changed fields of the record, and returns it. */
export function save<R extends { _id: string }>(sql: Sql, table: Table<R>, before: R, after: R): R {
  const update = table.update(before, after);
  if (update) {
    update.values.push(before._id);
    sql.run(update.text, update.values);
  }
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
