import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { newSecret } from '../ids.ts';
import type { VisitorRecord } from '../store/store.ts';
import type { ConversationDeps } from './conversation-deps.ts';

const TOKEN_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;
const HOUR_MS = 3600 * 1000;

type Claim = { visitorId?: string | null | undefined; visitorToken?: string | null | undefined };

/**
 * Who is this? A known visitorId with its token is that visitor again. Anything else is a fresh visitor with a new token: under the
 * visitorId asked for if the site does not know it yet, else under a new one. An id alone never opens anybody's history.
 */
export async function identifyVisitor(deps: ConversationDeps, siteId: string, claim: Claim): Promise<{ visitorId: string; newToken?: string }> {
  const known = claim.visitorId ? await deps.store.visitors.get(siteId, claim.visitorId) : null;
  if (known && isTokenOf(known, claim.visitorToken, deps.clock())) {
    await keepAlive(deps, known);
    return { visitorId: known.visitorId };
  }
  const token = newSecret();
  const wanted = known || !claim.visitorId ? randomUUID() : claim.visitorId;
  const visitorId = (await addVisitor(deps, siteId, wanted, token)) ? wanted : randomUUID();
  if (visitorId !== wanted) await addVisitor(deps, siteId, visitorId, token);
  return { visitorId, newToken: token };
}

function addVisitor(deps: ConversationDeps, siteId: string, visitorId: string, token: string): Promise<boolean> {
  const now = deps.clock();
  return deps.store.visitors.add({ siteId, visitorId, tokenHash: hash(token), tokenExpiresAt: expiry(now), createdAt: now, lastSeenAt: now });
}

/** A visitor who comes back keeps their token for another 30 days. */
async function keepAlive(deps: ConversationDeps, visitor: VisitorRecord): Promise<void> {
  const now = deps.clock();
  if (now.getTime() - visitor.lastSeenAt.getTime() < HOUR_MS) return;
  await deps.store.visitors.touch(visitor.siteId, visitor.visitorId, { lastSeenAt: now, tokenExpiresAt: expiry(now) });
}

function isTokenOf(visitor: VisitorRecord, token: string | null | undefined, now: Date): boolean {
  return !!token && visitor.tokenExpiresAt > now && timingSafeEqual(Buffer.from(hash(token)), Buffer.from(visitor.tokenHash));
}

const hash = (token: string) => createHash('sha256').update(token).digest('hex');
const expiry = (now: Date) => new Date(now.getTime() + TOKEN_DAYS * DAY_MS);
