import { type Field, type FieldKind, fieldsOf, type RecordDescription } from '../port/record.ts';
import type { Parameters, Sql } from './connection.ts';

/** How a field is stored in its column: as it is, as 0 or 1, as milliseconds since 1970, as JSON. */
type Kind = 'plain' | 'flag' | 'date' | 'json';
type Value = string | number | null;

const KINDS: Record<FieldKind, Kind> = { id: 'plain', text: 'plain', number: 'plain', flag: 'flag', date: 'date', ids: 'json', list: 'json', object: 'json' };
/** The set of changed fields is a number; beyond this many fields it would no longer be exact. */
const MAX_COLUMNS = 52;

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

/** The table of a record. */
export function defineTable<R extends object>(described: RecordDescription<R>): Table<R> {
  const { name } = described;
  const fields = fieldsOf(described).map(({ field, kind }, index) => ({ field, kind: KINDS[kind], weight: 2 ** index }));
  if (fields.length > MAX_COLUMNS) throw new Error(`The table ${name} has more than ${MAX_COLUMNS} columns.`);
  const converted = fields.filter(({ kind }) => kind !== 'plain');
  const columns = (alias?: string) => fields.map(({ field }) => (alias ? `${alias}.${field}` : field)).join(', ');
  /** The update statements by the set of their fields: building the text each time would cost more than the update. */
  const updates = new Map<number, string>();
  const updateText = (changed: number, before: R, after: R) => {
    const assignments = fields.filter(({ field }) => before[field] !== after[field]).map(({ field }) => `${field} = ?`);
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
      for (const { field, kind, weight } of fields) {
        if (before[field] === after[field]) continue;
        changed += weight;
        values.push(encode(kind, after[field]));
      }
      return changed === 0 ? null : { text: updates.get(changed) ?? updateText(changed, before, after), values };
    },
  };
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

/** The definition of a field's column; the rows that exist have the value `before`. */
export function columnOf(field: string, { kind, isNullable, oneOf, before }: Field<unknown>): string {
  const type = kind === 'number' || kind === 'flag' || kind === 'date' ? 'INTEGER' : 'TEXT';
  const value = before === undefined ? '' : ` DEFAULT ${literal(encode(KINDS[kind], before))}`;
  const check = oneOf ? ` CHECK (${field} IN (${oneOf.map(literal).join(', ')}))` : '';
  return `${field} ${type}${isNullable ? '' : ' NOT NULL'}${value}${check}`;
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
