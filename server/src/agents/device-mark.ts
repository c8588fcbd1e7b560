import { createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from '../secrets.ts';
import { sameHash } from './tokens.ts';

/** How many accounts a browser may be known for; the oldest is dropped first. */
const MOST_ACCOUNTS = 5;
const LONGEST_MARK = 400;

/**
 * What a browser stores to show that an account has signed in on it before: a random id, and a seal for each account. It proves nothing else,
 * and exempts its user from limits caused by other people's guesses (OWASP: device cookies).
 */
export function addToMark(secrets: Secrets, mark: string | undefined, account: string): string {
  const [id = randomBytes(16).toString('base64url'), ...seals] = readMark(mark);
  const own = seal(secrets, id, account);
  return [id, own, ...seals.filter((each) => each !== own)].slice(0, MOST_ACCOUNTS + 1).join('.');
}

/** The device's id if the account has signed in on it before, otherwise null. */
export function deviceOf(secrets: Secrets, mark: string | undefined, account: string): string | null {
  const [id, ...seals] = readMark(mark);
  return id !== undefined && seals.some((each) => sameHash(each, seal(secrets, id, account))) ? id : null;
}

function readMark(mark: string | undefined): string[] {
  return mark !== undefined && mark.length <= LONGEST_MARK && /^[\w-]{22}(?:\.[\w-]{43}){1,5}$/.test(mark) ? mark.split('.') : [];
}

function seal({ accessTokenKey }: Secrets, id: string, account: string): string {
  return createHmac('sha256', accessTokenKey).update(`device ${id} ${account}`).digest('base64url');
}
