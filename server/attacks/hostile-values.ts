import { z } from 'zod';

/** JSON schema, as far as it is looked at here. */
export type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  pattern?: string;
  minimum?: number;
  minLength?: number;
  $ref?: string;
};

/** What takes the place of any field: wrong types, operators of queries, keys of prototypes, sizes and characters. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER,
  1e308,
  '',
  ' ',
  '\u0000',
  '\u202e\ud800',
  '$ne',
  '../../etc/passwd',
  "' OR 1=1 --",
  '"*" NEAR/0 ("',
  '%00%0d%0aSet-Cookie: x=1',
  '{{7*7}}${7*7}',
  'x'.repeat(5000),
  '/'.repeat(5000),
  '𐍈'.repeat(2001),
  '9'.repeat(24),
  'f'.repeat(24),
  [],
  [[[[[]]]]],
  ['a', { $gt: '' }],
  Array.from({ length: 2000 }, () => 0),
  {},
  { $gt: '' },
  { $where: 'sleep(1000)' },
  { $regex: '(a+)+$' },
  { length: 1e9 },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  { toString: null, valueOf: 1 },
];
const EXTRA_KEYS = ['__proto__', 'constructor', '$where', 'role', 'senderType', 'siteId', '_id', 'isActive', 'toJSON', ''];

export const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

/** Something that the schema takes, as far as its types say. Ids are those given by name, else unknown ones. */
export function sampleOf(schema: Schema, known: Readonly<Record<string, unknown>>): unknown {
  const branch = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (branch) return sampleOf(branch, known);
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, field]) => [name, Object.hasOwn(known, name) ? known[name] : sampleOf(field, known)]),
    );
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'array') return [];
  if (type === 'boolean') return true;
  if (type === 'number' || type === 'integer') return schema.minimum ?? 1;
  if (type === 'object') return {};
  return schema.pattern?.includes('24') ? '0'.repeat(24) : 'x'.repeat(Math.max(12, schema.minLength ?? 0));
}

/** Payloads that differ from a good one in one thing, and values that are no object at all. */
export function* hostilePayloads(schema: Schema, known: Readonly<Record<string, unknown>> = {}): Generator {
  const good = sampleOf(schema, known);
  yield good;
  yield* HOSTILE_VALUES;
  if (good === null || typeof good !== 'object' || Array.isArray(good)) return;
  for (const field of Object.keys(good)) {
    const { [field]: _left, ...without } = good as Record<string, unknown>;
    yield without;
    for (const value of HOSTILE_VALUES) yield { ...good, [field]: value };
  }
  for (const key of EXTRA_KEYS) yield JSON.parse(`{${JSON.stringify(key)}:{"$gt":""},${JSON.stringify(good).slice(1)}`.replace(/,\}$/, '}'));
}
