import type { Config } from '../config.ts';
import { AppError } from '../failure.ts';
import type { LimitAddresses } from '../limit-addresses.ts';
import type { Limiter, NewLimiter } from '../limiter.ts';

/** Burst of new conversations beyond the steady rate, as when an office opens in the morning: this many minutes' worth within a quarter of an hour. */
const BURST = { factor: 5, seconds: 15 * 60 };

const RETRY_SOCKET_AFTER_MS = 10_000;

/** Enough to correct a typing error a few times. */
const EMAILS_PER_MINUTE = 10;

export type SocketLimits = ReturnType<typeof createSocketLimits>;

/** Limits on what visitors and agents may do over sockets; each rejects with RATE_LIMITED and the time to wait. Addresses are keys of `addressKey`. */
export function createSocketLimits(limits: Config['limits'], newLimiter: NewLimiter, limitAddresses: LimitAddresses) {
  const messages = newLimiter('visitor-messages', limits.visitorMessagesPer10s, 10);
  const messagesOfAddress = limitAddresses('visitor-messages-from-address', limits.visitorMessagesPer10sPerIp, 10);
  const reads = newLimiter('history-reads', limits.historyReadsPer10s, 10);
  const emails = newLimiter('visitor-emails', EMAILS_PER_MINUTE, 60);
  const steady = limitAddresses('conversations', limits.conversationsPerMinutePerIp, 60);
  const burst = limitAddresses('conversations-burst', limits.conversationsPerMinutePerIp * BURST.factor, BURST.seconds);
  return {
    async visitorMessage({ siteId, visitorId, address }: { siteId: string; visitorId: string; address: string }) {
      await messages.consume(`${siteId}:${visitorId}`);
      await messagesOfAddress(address);
    },
    /** A page of history, such as a join returns; `reader` is an agent's id, or a visitor's with its site. */
    read: (reader: string) => reads.consume(reader),
    /** An address that a visitor leaves; `visitor` is the visitor's id with its site. */
    leaveEmail: (visitor: string) => emails.consume(visitor),
    /** Checks one more socket for a visitor with this many open. */
    visitorSocket(open: number) {
      if (open >= limits.connectionsPerVisitor) throw new AppError('RATE_LIMITED', { retryAfterMs: RETRY_SOCKET_AFTER_MS });
    },
    newConversation: (address: string) => consumeEither(steady, burst, address),
  };
}

/** When both are used up, rejects with the error of the first. */
async function consumeEither(first: Limiter['consume'], second: Limiter['consume'], key: string): Promise<void> {
  try {
    await first(key);
  } catch (refusal) {
    await second(key).catch(() => {
      throw refusal;
    });
  }
}
