import type { Session } from '@supportchat/protocol';
import { AppError } from '../failure.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { SessionRecord } from '../store/port/sessions.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { presentMe } from './present-agent.ts';
import { newRefreshToken, REFRESH_MS, readRefreshToken, sameHash, signAccessToken } from './tokens.ts';

/** Calls within this time of a replacement come from other tabs, or are retries: they share it. */
const OVERLAP_MS = 30_000;

/** `refreshToken` is null when the session keeps its current one. */
export type RefreshedSession = { session: Session; refreshToken: string | null };
type RefreshDeps = Pick<AgentsDeps, 'store' | 'clock' | 'secrets' | 'connections'>;

/**
 * Returns a new access token for a refresh token, which is replaced on each use. The replaced token stays valid until its replacement has been
 * used: a lost response signs no one out. Any other token has been copied: the session ends. UNAUTHENTICATED without a token, SESSION_ENDED
 * when the session is over.
 */
export async function refreshSession(deps: RefreshDeps, refreshToken: string | undefined): Promise<RefreshedSession> {
  const presented = refreshToken === undefined ? null : readRefreshToken(refreshToken);
  if (!presented) throw new AppError('UNAUTHENTICATED');
  const now = deps.clock();
  let session = await deps.store.sessions.get(presented.sessionId);
  if (!session || session.expiresAt <= now) throw new AppError('SESSION_ENDED');

  const agent = await deps.store.agents.get(session.userId);
  if (!agent?.isActive || agent.passwordHash === null) return endSession(deps, session);

  if (isCurrent(session, presented.tokenHash) || isLost(session, presented.tokenHash, now)) {
    const next = newRefreshToken(session._id);
    const expiresAt = new Date(now.getTime() + REFRESH_MS);
    const replacement = { tokenHash: next.tokenHash, previousHash: presented.tokenHash, rotatedAt: now, expiresAt };
    if (await deps.store.sessions.rotate(session._id, session.tokenHash, replacement)) {
      const seen = (await deps.store.agents.update(agent._id, { lastSeenAt: now }, now)) ?? agent;
      return { session: await describeSession(deps, seen, session._id), refreshToken: next.refreshToken };
    }
    // Another tab was faster: this one shares its replacement.
    session = await deps.store.sessions.get(session._id);
    if (!session) throw new AppError('SESSION_ENDED');
  }
  if (!isPrevious(session, presented.tokenHash)) return endSession(deps, session);
  return { session: await describeSession(deps, agent, session._id), refreshToken: null };
}

const isCurrent = (session: SessionRecord, tokenHash: string) => sameHash(tokenHash, session.tokenHash);
const isPrevious = (session: SessionRecord, tokenHash: string) => session.previousHash !== null && sameHash(tokenHash, session.previousHash);

/** Used again so late that its replacement cannot have arrived; the unused replacement is replaced in turn. */
function isLost(session: SessionRecord, tokenHash: string, now: Date): boolean {
  return isPrevious(session, tokenHash) && now.getTime() - session.rotatedAt.getTime() > OVERLAP_MS;
}

async function endSession(deps: RefreshDeps, session: SessionRecord): Promise<never> {
  await deps.store.sessions.remove(session._id);
  deps.connections.disconnectSession(session._id);
  throw new AppError('SESSION_ENDED');
}

async function describeSession(deps: RefreshDeps, agent: AgentRecord, sessionId: string): Promise<Session> {
  const accessToken = await signAccessToken(deps, { agentId: agent._id, sessionId });
  return { accessToken, user: presentMe(agent, await deps.connections.onlineAgents()) };
}
