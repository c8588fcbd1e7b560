import { addressKey } from '../address-key.ts';
import type { NewLimiter } from '../limiter.ts';

const WINDOW_SECONDS = 15 * 60;
const ADDRESS_FACTOR = 5;
const ACCOUNT_FACTOR = 10;

/** Who tries: an address, for an account if there is one, and the mark of a device that this account has signed in on before. */
export type LoginTry = { ip: string; account?: string; device?: string | null };

/** Guards passwords and one-time tokens against guessing. A try is counted before it is made and given back when it was right. */
export type LoginLimits = {
  /** RATE_LIMITED when too many were wrong within 15 minutes. */
  countTry(who: LoginTry): Promise<void>;
  /** The try was right: it does not count, and this device or address starts over with the account. */
  forgiveTry(who: LoginTry): Promise<void>;
};

/**
 * `failures`: wrong tries for one account from one address within 15 minutes; an address has five times as many for all accounts together.
 * Over all addresses an account has ten times as many, which slows down a guess from many places. A device that has signed in before is counted
 * by itself, so that no one else's guesses keep its user out.
 */
export function createLoginLimits(failures: number, newLimiter: NewLimiter): LoginLimits {
  const pairs = newLimiter('logins-of-account-from', failures, WINDOW_SECONDS);
  const addresses = newLimiter('logins-from-address', failures * ADDRESS_FACTOR, WINDOW_SECONDS);
  const accounts = newLimiter('logins-of-account', failures * ACCOUNT_FACTOR, WINDOW_SECONDS);
  const pairOf = ({ ip, account, device }: LoginTry) => `${account} ${device ?? addressKey(ip)}`;
  return {
    async countTry(who) {
      if (who.account !== undefined && who.device) return pairs.consume(pairOf(who));
      await addresses.consume(addressKey(who.ip));
      if (who.account === undefined) return;
      await pairs.consume(pairOf(who));
      await accounts.consume(who.account);
    },
    async forgiveTry(who) {
      if (who.account !== undefined) await pairs.reset(pairOf(who));
      if (who.account !== undefined && who.device) return;
      await addresses.giveBack(addressKey(who.ip));
      if (who.account !== undefined) await accounts.giveBack(who.account);
    },
  };
}
