import { createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from '../secrets.ts';
import { sameHash } from './tokens.ts';

/** How many accounts a browser may be known for; the oldest is dropped first. */
const MAX_ACCOUNTS = 5;
const MAX_LENGTH = 400;

/**
 * What a browser stores to show that an account has signed in on it before: a random id, and a seal for each account. It proves nothing else,
 * and exempts its user from limits caused by other people's guesses (OWASP: device cookies).
 */
export function addToDeviceCookie(secrets: Secrets, cookie: string | undefined, account: string): string {
  const [id = randomBytes(16).toString('base64url'), ...seals] = readDeviceCookie(cookie);
  const own = seal(secrets, id, account);
  return [id, own, ...seals.filter((each) => each !== own)].slice(0, MAX_ACCOUNTS + 1).join('.');
}

/** The device's id if the account has signed in on it before, otherwise null. */
export function deviceOf(secrets: Secrets, cookie: string | undefined, account: string): string | null {
  const [id, ...seals] = readDeviceCookie(cookie);
  return id !== undefined && seals.some((each) => sameHash(each, seal(secrets, id, account))) ? id : null;
}

function readDeviceCookie(cookie: string | undefined): string[] {
  return cookie !== undefined && cookie.length <= MAX_LENGTH && /^[\w-]{22}(?:\.[\w-]{43}){1,5}$/.test(cookie) ? cookie.split('.') : [];
}

function seal({ accessTokenKey }: Secrets, id: string, account: string): string {
  return createHmac('sha256', accessTokenKey).update(`device ${id} ${account}`).digest('base64url');
}
