import { isEmail } from '@supportchat/text/email';
import { cleanName, isBlank } from '@supportchat/text/names';
import { withoutSecrets } from '@supportchat/text/page-address';
import { parsePageRule } from '@supportchat/text/page-rules';
import { z } from 'zod';

// A page's CSP may forbid code generated from strings; zod would try at each load, and each attempt would be reported.
if ('document' in globalThis) z.config({ jitless: true });

const LONGEST_RAW_NAME = 1000;

/** Id of a stored document: 24 hexadecimal digits, in both engines. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be 24 hexadecimal digits')
  .meta({ description: 'Id of a document: 24 hexadecimal digits' });
/** A point in time on the wire: ISO 8601, UTC. */
export const IsoDate = z.iso.datetime().meta({ description: 'ISO 8601 time in UTC' });
/** A person's or thing's name as shown to others. */
export const Name = nameOf(z.string().min(1, 'must not be empty').max(120));
export const Email = z.string().max(1000).transform(cleanAddress).pipe(z.string().max(254).refine(isEmail, 'must be an email address'));
/** The address given by a page or visitor: kept as it is, so that a wrong one keeps no one from chatting; '' when it is not a single line of text. */
export const LooseEmail = z.string().transform((text) => (text.length > 1000 ? '' : cleanAddress(text).slice(0, 254)));
/** NIST SP 800-63B: at least 8; we ask for 10; the upper bound keeps hashing cheap. */
export const Password = z.string().min(10, 'must have at least 10 characters').max(200);

/** A single line of text, without control, direction or invisible characters; bounded before it is cleaned. */
export function nameOf<T extends z.ZodString>(length: T) {
  return z.string().max(LONGEST_RAW_NAME).transform(cleanName).pipe(length);
}

/** The same for what browsers report, which is longer. */
export function lineOf(longest: number) {
  return z.string().max(longest).transform(cleanName);
}

/** Where a visitor is or came from. It is stored and shown, so secrets in it are dropped here, whichever client sends it. */
export const PageAddress = lineOf(2000).transform(withoutSecrets);

/** Multi-line text: control characters other than tab and newline are dropped, so that no client has to show them. */
export function textOf<T extends z.ZodType<unknown, string>>(length: T) {
  return z.string().transform(cleanText).pipe(length);
}

/** Words to search for; characters that no text contains are ignored. */
export const SearchText = nameOf(z.string().max(200));

function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .toWellFormed()
    .trim();
}

function cleanAddress(text: string): string {
  return cleanName(text).normalize().toLowerCase();
}

/** A path that selects pages, parsed from whatever is pasted: `/pricing`, `/docs/*`, an address. */
export const PageRule = pageRule((input) => parsePageRule(input));
/** The same, or empty: every page. */
export const OptionalPageRule = pageRule((input) => (isBlank(input) ? { rule: '' } : parsePageRule(input)));

function pageRule(parse: typeof parsePageRule) {
  return z
    .string()
    .max(2000)
    .transform((input, context) => {
      const parsed = parse(input);
      if ('rule' in parsed) return parsed.rule;
      context.issues.push({ code: 'custom', message: parsed.reason, input });
      return z.NEVER;
    })
    .pipe(z.string().max(300));
}

/** Query of a list: page size and cursor. */
export const ListQuery = z.strictObject({
  /** 1 to 100 items, 30 by default. */
  limit: z.coerce.number().int().min(1).max(100).default(30),
  /** `nextCursor` of the previous page. */
  cursor: z.string().max(1000).optional(),
});

/** Result of a list. `nextCursor` is null on the last page. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export type List<T> = { items: T[]; nextCursor: string | null };

/** A boolean in a query string. */
export const QueryFlag = z.enum(['true', 'false']).transform((value) => value === 'true');
