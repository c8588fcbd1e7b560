import { addressKey } from '../address-key.ts';
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
