import { actorOfAgent } from '../access/actor.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../failure.ts';
import type { Authenticate } from '../http/authenticate.ts';
import { verifyAccessToken } from './tokens.ts';

/** The one check of access tokens: signature and expiry, then the current state of the session and the user. */
export function createAuthenticate(deps: Pick<Deps, 'store' | 'clock' | 'secrets'>): Authenticate {
  return async (accessToken) => {
    const { agentId, sessionId } = await verifyAccessToken(deps, accessToken);
    const session = await deps.store.sessions.get(sessionId);
    const agent = await deps.store.agents.get(agentId);
    // Only the user who was signed in learns this: the token is one of ours.
    if (agent?.isActive === false) throw new AppError('ACCOUNT_DEACTIVATED');
    if (!session || session.userId !== agentId || session.expiresAt <= deps.clock()) throw new AppError('SESSION_ENDED');
    if (!agent || agent.passwordHash === null) throw new AppError('SESSION_ENDED');
    return { agent, actor: actorOfAgent(agent), sessionId };
  };
}
