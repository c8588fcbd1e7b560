import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import { AppError } from '../failure.ts';

/** Limits of what visitors may do on `/widget`; each rejects with RATE_LIMITED and says how long to wait. */
export function createVisitorLimits(limits: Config['limits']) {
  const messages = new RateLimiterMemory({ points: limits.visitorMessagesPer10s, duration: 10 });
  const conversations = new RateLimiterMemory({ points: limits.conversationsPerMinutePerIp, duration: 60 });
  return {
    visitorMessage: (siteId: string, visitorId: string) => consume(messages, `${siteId}:${visitorId}`),
    newConversation: (ip: string) => consume(conversations, ip),
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw new AppError('RATE_LIMITED', { retryAfterMs: refusal.msBeforeNext });
    throw refusal;
  }
}
