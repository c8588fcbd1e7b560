import { z } from 'zod';

/** Id of a stored document: 24 hexadecimal digits, in both engines. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be 24 hexadecimal digits')
  .meta({ description: 'Id of a document: 24 hexadecimal digits' });
/** A point in time on the wire: ISO 8601, UTC. */
export const IsoDate = z.iso.datetime().meta({ description: 'ISO 8601 time in UTC' });
/** A person's or thing's name as shown to others. */
export const Name = z.string().trim().min(1, 'must not be empty').max(120);
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email('must be an e-mail address'));
/** NIST SP 800-63B: at least 8; we ask for 10; the upper bound keeps hashing cheap. */
export const Password = z.string().min(10, 'must have at least 10 characters').max(200);

/** Query of a list: how many, and where to go on. */
export const ListQuery = z.strictObject({
  /** 1 to 100 items, 30 unless told. */
  limit: z.coerce.number().int().min(1).max(100).default(30),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(1000).optional(),
});

/** Answer of a list. `nextCursor` is null on the last page. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export type List<T> = { items: T[]; nextCursor: string | null };

/** A boolean in a query string. */
export const QueryFlag = z.enum(['true', 'false']).transform((value) => value === 'true');
