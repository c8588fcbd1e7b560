import { addressKey } from '../address-key.ts';
import type { NewLimiter } from '../limiter.ts';

const WINDOW_SECONDS = 15 * 60;
const ADDRESS_FACTOR = 5;
const ACCOUNT_FACTOR = 10;

/** Who is attempting: an address, an account if there is one, and the id of a device that this account has signed in on before. */
export type LoginAttempt = { ip: string; account?: string; device?: string | null };

/** Protects passwords and one-time tokens against guessing. An attempt is counted before it is made and refunded when it succeeds. */
export type LoginLimits = {
  /** RATE_LIMITED after too many failed attempts within 15 minutes. */
  countAttempt(who: LoginAttempt): Promise<void>;
  /** The attempt succeeded: it does not count, and the count of this device or address for the account is reset. */
  refundAttempt(who: LoginAttempt): Promise<void>;
};

/**
 * `failures`: failed attempts for one account from one address within 15 minutes; an address may fail five times as often across all accounts.
 * Across all addresses an account may fail ten times as often, which slows down distributed guessing. A device that has signed in before is
 * counted separately, so that other people's guesses do not lock its user out.
 */
export function createLoginLimits(failures: number, newLimiter: NewLimiter): LoginLimits {
  const pairs = newLimiter('logins-of-account-from', failures, WINDOW_SECONDS);
  const addresses = newLimiter('logins-from-address', failures * ADDRESS_FACTOR, WINDOW_SECONDS);
  const accounts = newLimiter('logins-of-account', failures * ACCOUNT_FACTOR, WINDOW_SECONDS);
  const pairOf = ({ ip, account, device }: LoginAttempt) => `${account} ${device ?? addressKey(ip)}`;
  return {
    async countAttempt(who) {
      if (who.account !== undefined && who.device) return pairs.consume(pairOf(who));
      await addresses.consume(addressKey(who.ip));
      if (who.account === undefined) return;
      await pairs.consume(pairOf(who));
      await accounts.consume(who.account);
    },
    async refundAttempt(who) {
      if (who.account !== undefined) await pairs.reset(pairOf(who));
      if (who.account !== undefined && who.device) return;
      await addresses.giveBack(addressKey(who.ip));
      if (who.account !== undefined) await accounts.giveBack(who.account);
    },
  };
}
