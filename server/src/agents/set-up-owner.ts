import { createHmac } from 'node:crypto';
import type { Setup } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import type { Secrets } from '../secrets.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { AgentsDeps, Client } from './agents-deps.ts';
import type { LoginLimits } from './login-limits.ts';
import { hashPassword } from './passwords.ts';
import { requireGoodPassword } from './require-good-password.ts';
import { type SessionDeps, type StartedSession, startSession } from './start-session.ts';
import { hashToken, sameHash } from './tokens.ts';

/** The one-time token of the setup link. Every process of an installation derives the same one; it is useless once there is a user. */
export type SetupToken = { token: string; fits(candidate: string): boolean };

export function createSetupToken({ accessTokenKey }: Secrets): SetupToken {
  const token = createHmac('sha256', accessTokenKey).update('set-up link').digest('base64url');
  const tokenHash = hashToken(token);
  // Hashes have the same length, so the comparison takes constant time.
  return { token, fits: (candidate) => sameHash(hashToken(candidate), tokenHash) };
}

/** Creates the owner through the one-time link and signs them in. SETUP_DONE when any user exists, SETUP_LINK_INVALID for a wrong token. */
export async function setUpOwner(
  deps: SessionDeps & { setup: SetupToken; loginLimits: LoginLimits },
  client: Client,
  input: z.output<typeof Setup>,
): Promise<StartedSession> {
  await checkSetupLink(deps, client, input.token);
  const started = await startSession(deps, client, await createOwner(deps, input));
  if (!started) throw new AppError('SETUP_DONE');
  return started;
}

/** SETUP_DONE when any user exists, SETUP_LINK_INVALID for a wrong token, RATE_LIMITED after too many wrong ones. */
export async function checkSetupLink(
  deps: Pick<AgentsDeps, 'store'> & { setup: SetupToken; loginLimits: LoginLimits },
  client: Pick<Client, 'ip'>,
  token: string,
): Promise<void> {
  if ((await deps.store.agents.count()) > 0) throw new AppError('SETUP_DONE');
  await deps.loginLimits.countAttempt({ ip: client.ip });
  if (!deps.setup.fits(token)) throw new AppError('SETUP_LINK_INVALID');
  await deps.loginLimits.refundAttempt({ ip: client.ip });
}

/** Creates the very first user, an owner; of two concurrent calls the store lets one through. SETUP_DONE for the other. */
export async function createOwner(
  deps: Pick<AgentsDeps, 'store' | 'clock' | 'newId'>,
  input: { name: string; email: string; password: string },
): Promise<AgentRecord> {
  requireGoodPassword(input.password, { field: 'password', names: [input.name, input.email] });
  const now = deps.clock();
  const owner: AgentRecord = {
    _id: deps.newId(),
    email: input.email,
    name: input.name,
    role: 'owner',
    siteIds: [],
    isActive: true,
    passwordHash: await hashPassword(input.password),
    inviteHash: null,
    inviteExpiresAt: null,
    lastSeenAt: null,
    createdAt: now,
    updatedAt: now,
  };
  if (!(await deps.store.agents.addFirst(owner))) throw new AppError('SETUP_DONE');
  return owner;
}
