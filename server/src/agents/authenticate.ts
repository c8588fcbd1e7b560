import type { Deps } from '../deps.ts';
import { AppError } from '../failure.ts';
import type { Authenticate } from '../http/authenticate.ts';
import { verifyAccessToken } from './tokens.ts';

/** The one check of access tokens: signature and time, then the session and the user as they are now. */
export function createAuthenticate(deps: Pick<Deps, 'store' | 'clock' | 'secrets'>): Authenticate {
  return async (accessToken) => {
    const { agentId, sessionId } = await verifyAccessToken(deps, accessToken);
    const session = await deps.store.sessions.get(sessionId);
    if (!session || session.userId !== agentId || session.expiresAt <= deps.clock()) throw new AppError('SESSION_ENDED');
    const agent = await deps.store.agents.get(agentId);
    if (!agent?.isActive || agent.passwordHash === null) throw new AppError('SESSION_ENDED');
    return { agent, sessionId };
  };
}
