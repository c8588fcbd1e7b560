import { AppError } from '../failure.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { readRefreshToken, sameHash, verifyAccessToken } from './tokens.ts';

type SignOutDeps = Pick<AgentsDeps, 'store' | 'clock' | 'secrets' | 'connections'>;

/** Ends the session that either token belongs to, and its sockets. Does nothing when there is none. */
export async function signOut(deps: SignOutDeps, tokens: { refreshToken: string | undefined; accessToken: string | undefined }): Promise<void> {
  const sessionId = (await sessionOfRefreshToken(deps, tokens.refreshToken)) ?? (await sessionOfAccessToken(deps, tokens.accessToken));
  if (sessionId === null) return;
  await deps.store.sessions.remove(sessionId);
  deps.connections.disconnectSession(sessionId);
}

async function sessionOfRefreshToken(deps: SignOutDeps, refreshToken: string | undefined): Promise<string | null> {
  const presented = refreshToken === undefined ? null : readRefreshToken(refreshToken);
  const session = presented && (await deps.store.sessions.get(presented.sessionId));
  if (!session) return null;
  const isOurs = [session.tokenHash, session.previousHash].some((hash) => hash !== null && sameHash(hash, presented.tokenHash));
  return isOurs ? session._id : null;
}

async function sessionOfAccessToken(deps: SignOutDeps, accessToken: string | undefined): Promise<string | null> {
  if (accessToken === undefined) return null;
  try {
    return (await verifyAccessToken(deps, accessToken)).sessionId;
  } catch (failure) {
    if (failure instanceof AppError && failure.code === 'UNAUTHENTICATED') return null;
    throw failure;
  }
}
