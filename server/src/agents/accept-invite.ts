import type { AcceptInvite, InviteDetails } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { AgentsDeps, Client } from './agents-deps.ts';
import type { LoginLimits } from './login-limits.ts';
import { hashPassword } from './passwords.ts';
import { requireGoodPassword } from './require-good-password.ts';
import { siteNames } from './site-names.ts';
import { type SessionDeps, type StartedSession, startSession } from './start-session.ts';
import { hashToken } from './tokens.ts';

type OpenInviteDeps = Pick<AgentsDeps, 'store' | 'clock'> & { loginLimits: LoginLimits };

/** Who is invited by this link. INVITE_INVALID when it is used up, withdrawn, expired or unknown. */
export async function showInvite(deps: OpenInviteDeps, client: Client, token: string): Promise<z.input<typeof InviteDetails>> {
  const { email, name } = await getInvited(deps, client, token);
  return { email, name };
}

/** Sets name and password, uses up the link and signs in. Of two concurrent calls, the store lets one through. */
export async function acceptInvite(
  deps: SessionDeps & { loginLimits: LoginLimits },
  client: Client,
  input: z.output<typeof AcceptInvite>,
): Promise<StartedSession> {
  const { email } = await getInvited(deps, client, input.token);
  requireGoodPassword(input.password, { field: 'password', names: [input.name, email, ...(await siteNames(deps.store))] });
  const account = { name: input.name, passwordHash: await hashPassword(input.password) };
  const agent = await deps.store.agents.acceptInvite(hashToken(input.token), account, deps.clock());
  if (!agent) throw new AppError('INVITE_INVALID');
  const started = await startSession(deps, client, agent);
  if (!started) throw new AppError('INVITE_INVALID');
  return started;
}

async function getInvited(deps: OpenInviteDeps, client: Client, token: string): Promise<AgentRecord> {
  await deps.loginLimits.countAttempt({ ip: client.ip });
  const agent = await deps.store.agents.getByInviteHash(hashToken(token));
  if (!agent?.isActive || !agent.inviteExpiresAt || agent.inviteExpiresAt <= deps.clock()) throw new AppError('INVITE_INVALID');
  await deps.loginLimits.refundAttempt({ ip: client.ip });
  return agent;
}
