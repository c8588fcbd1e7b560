import { type Document, ObjectId } from 'mongodb';
import { type Field, type FieldKind, fieldsOf, type RecordDescription } from '../port/record.ts';

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

/**
 * The collection of a record. A field that a later schema added is optional in a document: during a rolling update the version before writes
 * documents without it, which read as they did before the field existed.
 */
export function defineDocument<R extends object>(described: RecordDescription<R>, derivedFields: Record<string, Derived<R>> = {}): DocumentType<R> {
  const { name } = described;
  const fields = fieldsOf(described);
  const derived = Object.entries(derivedFields);
  return {
    name,
    validator: {
      $jsonSchema: {
        bsonType: 'object',
        required: fields.flatMap(({ field, since }) => (since === undefined ? [field] : [])),
        properties: Object.fromEntries(fields.map(({ field, ...described }) => [field, schemaOf(described)])),
      },
    },
    projection: { ...(!('_id' in described.fields) && { _id: 0 }), ...Object.fromEntries(fields.map(({ field }) => [field, 1])) },
    toDocument: (record) => {
      const document: Document = {};
      for (const { field, kind } of fields) document[field] = encode(kind, record[field]);
      for (const [field, { make }] of derived) document[field] = make(record);
      return document;
    },
    toRecord: (document) => {
      const record: Record<string, unknown> = {};
      for (const { field, kind, before } of fields) record[field] = decode(kind, document[field], before);
      return record as R;
    },
    changes: (before, after) => {
      const changed: Document = {};
      for (const { field, kind } of fields) if (before[field] !== after[field]) changed[field] = encode(kind, after[field]);
      if (Object.keys(changed).length === 0) return null;
      for (const [field, { from, make }] of derived) if (from.some((source) => before[source] !== after[source])) changed[field] = make(after);
      return changed;
    },
  };
}

/** An id in the database's form. Text that is not an id stays text, and matches nothing. */
export function toId(id: string): ObjectId {
  return (/^[0-9a-f]{24}$/.test(id) ? ObjectId.createFromHexString(id) : id) as ObjectId;
}

/** An id in the port's form. */
export function fromId(id: unknown): string {
  return id instanceof ObjectId ? id.toHexString() : String(id);
}

function encode(kind: FieldKind, value: unknown): unknown {
  if (value === null) return null;
  if (kind === 'id') return toId(value as string);
  return kind === 'ids' ? (value as string[]).map(toId) : value;
}

/** `before` is the value of a document without the field. */
function decode(kind: FieldKind, value: unknown, before: unknown = null): unknown {
  if (value === undefined) return before;
  if (value === null) return null;
  if (kind === 'id') return fromId(value);
  return kind === 'ids' ? (value as unknown[]).map(fromId) : value;
}

function schemaOf({ kind, isNullable, oneOf }: Field<unknown>): Document {
  if (oneOf) return { enum: isNullable ? [...oneOf, null] : oneOf };
  const types = {
    date: ['date'],
    flag: ['bool'],
    number: ['int', 'long', 'double'],
    text: ['string'],
    id: ['objectId', 'string'],
    ids: ['array'],
    list: ['array'],
    object: ['object'],
  }[kind];
  return { bsonType: isNullable ? [...types, 'null'] : types };
}
