import type { Session } from '@supportchat/protocol';
import { AppError } from '../failure.ts';
import type { AgentRecord, SessionRecord } from '../store/store.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { presentAgent } from './present-agent.ts';
import { newRefreshToken, REFRESH_MS, readRefreshToken, sameHash, signAccessToken } from './tokens.ts';

/** Two tabs may refresh at once: the token that was just replaced is good for this long after its replacement. */
const OVERLAP_MS = 30_000;

/** `refreshToken` is null when the session keeps the one that it has. */
export type RefreshedSession = { session: Session; refreshToken: string | null };
type RefreshDeps = Pick<AgentsDeps, 'store' | 'clock' | 'secrets' | 'connections'>;

/**
 * A new access token for a refresh token, which is replaced at each use. An older one has been copied by somebody: the session ends.
 * UNAUTHENTICATED without a token, SESSION_ENDED when the session is over.
 */
export async function refreshSession(deps: RefreshDeps, refreshToken: string | undefined): Promise<RefreshedSession> {
  const presented = refreshToken === undefined ? null : readRefreshToken(refreshToken);
  if (!presented) throw new AppError('UNAUTHENTICATED');
  const session = await deps.store.sessions.get(presented.sessionId);
  const now = deps.clock();
  if (!session || session.expiresAt <= now) throw new AppError('SESSION_ENDED');

  const agent = await deps.store.agents.get(session.userId);
  if (!agent?.isActive || agent.passwordHash === null) return endSession(deps, session);

  if (sameHash(presented.tokenHash, session.tokenHash)) {
    const next = newRefreshToken(session._id);
    const expiresAt = new Date(now.getTime() + REFRESH_MS);
    if (await deps.store.sessions.rotate(session._id, session.tokenHash, { tokenHash: next.tokenHash, rotatedAt: now, expiresAt })) {
      const seen = (await deps.store.agents.update(agent._id, { lastSeenAt: now }, now)) ?? agent;
      return { session: await describeSession(deps, seen, session._id), refreshToken: next.refreshToken };
    }
  }
  // Another tab was faster, now or a moment ago.
  const latest = await deps.store.sessions.get(session._id);
  if (!latest) throw new AppError('SESSION_ENDED');
  if (!isJustReplaced(latest, presented.tokenHash, now)) return endSession(deps, latest);
  return { session: await describeSession(deps, agent, session._id), refreshToken: null };
}

function isJustReplaced(session: SessionRecord, tokenHash: string, now: Date): boolean {
  if (session.previousHash === null || !sameHash(tokenHash, session.previousHash)) return false;
  return now.getTime() - session.rotatedAt.getTime() <= OVERLAP_MS;
}

async function endSession(deps: RefreshDeps, session: SessionRecord): Promise<never> {
  await deps.store.sessions.remove(session._id);
  deps.connections.dropSession(session._id);
  throw new AppError('SESSION_ENDED');
}

async function describeSession(deps: RefreshDeps, agent: AgentRecord, sessionId: string): Promise<Session> {
  const accessToken = await signAccessToken(deps, { agentId: agent._id, sessionId });
  return { accessToken, user: presentAgent(agent, await deps.connections.onlineAgents()) };
}
