import type { Actor } from '../access/actor.ts';
import type { AgentRecord } from '../store/port/agents.ts';

/** Who is signed in, what they may do, and in which session. */
export type SignedIn = { agent: AgentRecord; actor: Actor; sessionId: string };

/**
 * Checks an access token; REST and the `/admin` sockets use this same check. Rejects with UNAUTHENTICATED when the token is invalid or
 * expired, ACCOUNT_DEACTIVATED or SESSION_ENDED when its user or session is no longer active.
 */
export type Authenticate = (accessToken: string) => Promise<SignedIn>;
