import type { Session } from '@supportchat/protocol';
import { cleanName } from '@supportchat/text/names';
import type { AgentRecord } from '../store/port/agents.ts';
import type { AgentsDeps, Client } from './agents-deps.ts';
import { presentMe } from './present-agent.ts';
import { newRefreshToken, REFRESH_MS, signAccessToken } from './tokens.ts';

/** The result of a sign-in: the response, and the refresh token that only the cookie carries. */
export type StartedSession = { session: Session; refreshToken: string };
export type SessionDeps = Pick<AgentsDeps, 'store' | 'clock' | 'newId' | 'secrets' | 'connections'>;

/** Starts a session for a user who has just authenticated; null when they were deactivated or their password changed meanwhile. */
export async function startSession(deps: SessionDeps, client: Client, agent: AgentRecord): Promise<StartedSession | null> {
  const now = deps.clock();
  const sessionId = deps.newId();
  const { refreshToken, tokenHash } = newRefreshToken(sessionId);
  await deps.store.sessions.removeExpired(now);
  const session = {
    _id: sessionId,
    userId: agent._id,
    tokenHash,
    previousHash: null,
    rotatedAt: now,
    expiresAt: new Date(now.getTime() + REFRESH_MS),
    userAgent: cleanName(client.userAgent.slice(0, 300)),
    createdAt: now,
  };
  if (agent.passwordHash === null || !(await deps.store.sessions.add(session, agent.passwordHash))) return null;
  const seen = (await deps.store.agents.update(agent._id, { lastSeenAt: now }, now)) ?? agent;
  const accessToken = await signAccessToken(deps, { agentId: agent._id, sessionId });
  return { session: { accessToken, user: presentMe(seen, await deps.connections.onlineAgents()) }, refreshToken };
}
