/** How a field is stored. Ids are 24 hexadecimal digits at the port; `list` and `object` hold plain data. */
export type FieldKind = 'id' | 'text' | 'number' | 'flag' | 'date' | 'ids' | 'list' | 'object';

/** One field of a record. */
export type Field<T> = {
  kind: FieldKind;
  isNullable: boolean;
  /** The values that a text may have. */
  oneOf?: readonly string[];
  /** The schema that added the field; undefined = the first. */
  since?: number;
  /** The value in rows of earlier schemas, and in rows that a process of the version before adds. */
  before?: T;
  /** Present in the type alone. */
  readonly type?: T;
};

/** A field with a value for rows that are without it. */
export type AddedField<T> = Field<T> & { since: number };

/** A record: what both engines store under that name, field by field. `Required` are the fields that have no value of their own. */
export type RecordDescription<R, Required = unknown> = {
  /** Of the table and of the collection. */
  name: string;
  /** The schema that added it; undefined = its own migration creates it. */
  since?: number;
  fields: { [K in keyof R & string]-?: Field<R[K]> };
  /** Present in the type alone. */
  readonly required?: Required;
};

/** The values of some fields. */
export type ValuesOf<F> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** The type of the records of a description. */
export type RecordOf<D> = D extends RecordDescription<infer R> ? R : never;

type Fields = Record<string, Field<unknown>>;
type Described<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };
type RequiredOf<F extends Fields> = { [K in keyof F as F[K] extends AddedField<unknown> ? never : K]: F[K] extends Field<infer T> ? T : never };

/**
 * Describes a record. Tables, documents, validators, migrations, copies and random rows follow from it, so that a new field is one line here:
 * `added(<schema>, text(), '')`.
 */
export function record<F extends Fields>(name: string, fields: F, options: { since?: number } = {}): RecordDescription<Described<F>, RequiredOf<F>> {
  return { name, ...options, fields: fields as unknown as RecordDescription<Described<F>>['fields'] };
}

const field = <T>(kind: FieldKind): Field<T> => ({ kind, isNullable: false });

export const id = () => field<string>('id');
export const text = () => field<string>('text');
/** A whole number. */
export const number = () => field<number>('number');
export const flag = () => field<boolean>('flag');
export const date = () => field<Date>('date');
export const ids = () => field<string[]>('ids');
export const list = <T>() => field<T[]>('list');
export const object = <T extends object>() => field<T>('object');
/** One of the values of an enumeration, which are all to be named. */
export const oneOf = <T extends string>(values: Record<T, true>): Field<T> => ({ ...field<T>('text'), oneOf: Object.keys(values) });

export const orNull = <T>(of: Field<T>): Field<T | null> => ({ ...(of as Field<T | null>), isNullable: true });

/**
 * A field that schema `since` added; rows from before have the value `before`. No engine requires it in a row: during a rolling update the
 * version before goes on writing rows without it.
 */
export const added = <T>(since: number, of: Field<T>, before: NoInfer<T>): AddedField<T> => ({ ...of, since, before });

/** The fields in order. */
export function fieldsOf<R>({ fields }: RecordDescription<R>): ({ field: keyof R & string } & Field<unknown>)[] {
  return Object.entries<Field<unknown>>(fields).map(([name, described]) => ({ field: name as keyof R & string, ...described }));
}

/** The record with the fields that every row has, and the values of a row without the others. */
export function complete<R, Required extends object>(described: RecordDescription<R, Required>, row: Required & Partial<NoInfer<R>>): R {
  const defaults = fieldsOf(described as RecordDescription<R>).flatMap(({ field, since, before }) => (since === undefined ? [] : [[field, before]]));
  return { ...Object.fromEntries(defaults), ...row } as R;
}

/** The same record with fields that only the store knows. */
export function extended<R, F extends Fields>(of: RecordDescription<R>, fields: F): RecordDescription<R & Described<F>> {
  return { name: of.name, fields: { ...of.fields, ...fields } as unknown as RecordDescription<R & Described<F>>['fields'] };
}

/** The same record with only these fields. */
export function picked<R, K extends keyof R & string>(of: RecordDescription<R>, names: readonly K[]): RecordDescription<Pick<R, K>> {
  return { name: of.name, fields: Object.fromEntries(names.map((name) => [name, of.fields[name]])) as unknown as RecordDescription<Pick<R, K>>['fields'] };
}
