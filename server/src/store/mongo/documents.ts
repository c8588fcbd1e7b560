import { type Document, ObjectId } from 'mongodb';

/** How a field of the port is stored in its document; `?` = may be null. Ids are ObjectIds in documents and 24 hexadecimal digits at the port. */
type Base<T> = [T] extends [Date]
  ? 'date'
  : [T] extends [boolean]
    ? 'flag'
    : [T] extends [number]
      ? 'number'
      : [T] extends [string]
        ? 'text' | 'id'
        : [T] extends [string[]]
          ? 'texts' | 'ids'
          : 'object';
type KindOf<T> = null extends T ? `${Base<NonNullable<T>>}?` : Base<T>;
type BaseKind = 'date' | 'flag' | 'number' | 'text' | 'id' | 'texts' | 'ids' | 'object';
type Kind = BaseKind | `${BaseKind}?`;

/** A field derived from the record's fields, so that a query can use an index. */
export type Derived<R> = { from: (keyof R & string)[]; make: (record: R) => unknown };

/** A collection whose documents hold the fields of a record of the port. */
export type DocumentType<R> = {
  name: string;
  /** The schema that the server enforces on documents. */
  validator: Document;
  /** The record's fields only. */
  projection: Document;
  toDocument(record: R): Document;
  toRecord(document: Document): R;
  /** `$set` of the fields in which the records differ; null when there are none. */
  changes(before: R, after: R): Document | null;
};

export type DocumentOptions<R> = {
  derived?: Record<string, Derived<R>>;
  /** The values that a field may have. */
  oneOf?: { [K in keyof R & string]?: string[] };
};

export function defineDocument<R extends object>(
  name: string,
  kinds: { [K in keyof R & string]-?: KindOf<R[K]> },
  options: DocumentOptions<R> = {},
): DocumentType<R> {
  const fields = (Object.entries(kinds) as [keyof R & string, Kind][]).map(([field, kind]) => ({
    field,
    base: kind.replace('?', '') as BaseKind,
    nullable: kind.endsWith('?'),
  }));
  const derived = Object.entries(options.derived ?? {});
  return {
    name,
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        required: fields.map(({ field }) => field),
        properties: Object.fromEntries(fields.map(({ field, base, nullable }) => [field, schemaOf(base, nullable, options.oneOf?.[field])])),
      },
    },
    projection: { ...(!('_id' in kinds) && { _id: 0 }), ...Object.fromEntries(fields.map(({ field }) => [field, 1])) },
    toDocument: (record) => {
      const document: Document = {};
      for (const { field, base } of fields) document[field] = encode(base, record[field]);
      for (const [field, { make }] of derived) document[field] = make(record);
      return document;
    },
    toRecord: (document) => {
      const record: Record<string, unknown> = {};
      for (const { field, base } of fields) record[field] = decode(base, document[field]);
      return record as R;
    },
    changes: (before, after) => {
      const changed: Document = {};
      for (const { field, base } of fields) if (before[field] !== after[field]) changed[field] = encode(base, after[field]);
      if (Object.keys(changed).length === 0) return null;
      for (const [field, { from, make }] of derived) if (from.some((source) => before[source] !== after[source])) changed[field] = make(after);
      return changed;
    },
  };
}

/** The record with these changes; undefined fields stay as they are. */
export function withChanges<R extends object>(record: R, changes: Partial<NoInfer<R>>): R {
  return { ...record, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}

/** An id in the database's form. Text that is not an id stays text, and matches nothing. */
export function toId(id: string): ObjectId {
  return (/^[0-9a-f]{24}$/.test(id) ? ObjectId.createFromHexString(id) : id) as ObjectId;
}

/** An id in the port's form. */
export function fromId(id: unknown): string {
  return id instanceof ObjectId ? id.toHexString() : String(id);
}

function encode(base: BaseKind, value: unknown): unknown {
  if (value === null) return null;
  if (base === 'id') return toId(value as string);
  return base === 'ids' ? (value as string[]).map(toId) : value;
}

function decode(base: BaseKind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (base === 'id') return fromId(value);
  return base === 'ids' ? (value as unknown[]).map(fromId) : value;
}

function schemaOf(base: BaseKind, nullable: boolean, oneOf: string[] | undefined): Document {
  if (oneOf) return { enum: nullable ? [...oneOf, null] : oneOf };
  const types = {
    date: ['date'],
    flag: ['bool'],
    number: ['int', 'long', 'double'],
    text: ['string'],
    id: ['objectId', 'string'],
    texts: ['array'],
    ids: ['array'],
    object: ['object'],
  }[base];
  return { bsonType: nullable ? [...types, 'null'] : types };
}
