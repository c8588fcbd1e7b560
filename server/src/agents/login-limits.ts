import { isIPv6 } from 'node:net';
import type { NewLimiter } from '../limiter.ts';

const WINDOW_SECONDS = 15 * 60;
const ADDRESS_FACTOR = 5;

/** Guards passwords and one-time tokens against guessing. A try is counted before it is made and given back when it was right. */
export type LoginLimits = {
  /** Counts a try from this address, on this account if there is one. RATE_LIMITED when too many were wrong within 15 minutes. */
  countTry(ip: string, account?: string): Promise<void>;
  /** The try was right: it does not count, and the account starts anew. */
  forgiveTry(ip: string, account?: string): Promise<void>;
};

/** `failures`: wrong tries for one account within 15 minutes; one address has five times as many. */
export function createLoginLimits(failures: number, newLimiter: NewLimiter): LoginLimits {
  const accounts = newLimiter('logins-of-account', failures, WINDOW_SECONDS);
  const addresses = newLimiter('logins-from-address', failures * ADDRESS_FACTOR, WINDOW_SECONDS);
  return {
    async countTry(ip, account) {
      await addresses.consume(addressKey(ip));
      if (account !== undefined) await accounts.consume(account);
    },
    async forgiveTry(ip, account) {
      await addresses.giveBack(addressKey(ip));
      if (account !== undefined) await accounts.reset(account);
    },
  };
}

/** One home has one IPv4 address but 2^64 IPv6 addresses: those count as one. */
export function addressKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const address = ip.replace(/%.*$/, '');
  if (!isIPv6(address)) return ip;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
