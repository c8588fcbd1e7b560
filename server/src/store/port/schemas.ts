import { fieldsOf, type RecordDescription } from './record.ts';
import { RECORDS } from './records.ts';

/** The schemas that only add fields and simple stores: every number that a description names as `since`. */
export function additiveSchemas(): { number: number; name: string }[] {
  const numbers = RECORDS.flatMap((described) => [
    described.since,
    ...fieldsOf(described as RecordDescription<Record<string, unknown>>).map(({ since }) => since),
  ]);
  const known = [...new Set(numbers)].filter((number) => number !== undefined);
  return known.map((number) => ({ number, name: `fields and records of schema ${number}` }));
}
