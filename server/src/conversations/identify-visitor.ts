import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { AppError } from '../failure.ts';
import { newSecret } from '../ids.ts';
import type { VisitorRecord } from '../store/port/visitors.ts';
import type { ConversationDeps } from './conversation-deps.ts';

const TOKEN_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;
const HOUR_MS = 3600 * 1000;

type VisitorClaim = { visitorId?: string | null | undefined; visitorToken?: string | null | undefined };

/** Returns the visitor with this id if the token is theirs. An id alone never opens a history. Writes only that the visitor came back. */
export async function recognizeVisitor(deps: ConversationDeps, siteId: string, claim: VisitorClaim): Promise<string | null> {
  const known = claim.visitorId && claim.visitorToken ? await deps.store.visitors.get(siteId, claim.visitorId) : null;
  if (!known || !isTokenOf(known, claim.visitorToken, deps.clock())) return null;
  await keepAlive(deps, known);
  return known.visitorId;
}

/** Adds a visitor with a new token: under the requested visitorId if the site does not know it yet, otherwise under a new one. */
export async function addVisitor(deps: ConversationDeps, siteId: string, { visitorId }: VisitorClaim): Promise<{ visitorId: string; token: string }> {
  const token = newSecret();
  const now = deps.clock();
  for (const id of visitorId ? [visitorId, randomUUID()] : [randomUUID()]) {
    const visitor = { siteId, visitorId: id, tokenHash: hash(token), tokenExpiresAt: expiry(now), createdAt: now, lastSeenAt: now };
    if (await deps.store.visitors.add(visitor)) return { visitorId: id, token };
  }
  throw new AppError('INTERNAL');
}

/** Extends a returning visitor's token by another 30 days. */
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
