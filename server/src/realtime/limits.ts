import type { Config } from '../config.ts';
import type { NewLimiter } from '../limiter.ts';

/** Limits of what visitors may do on `/widget`; each rejects with RATE_LIMITED and says how long to wait. */
export function createVisitorLimits(limits: Config['limits'], newLimiter: NewLimiter) {
  const messages = newLimiter('visitor-messages', limits.visitorMessagesPer10s, 10);
  const conversations = newLimiter('conversations', limits.conversationsPerMinutePerIp, 60);
  return {
    visitorMessage: (siteId: string, visitorId: string) => messages.consume(`${siteId}:${visitorId}`),
    newConversation: (ip: string) => conversations.consume(ip),
  };
}
