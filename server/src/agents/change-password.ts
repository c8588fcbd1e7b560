import type { ChangePassword } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import type { SignedIn } from '../http/authenticate.ts';
import type { Limiter } from '../limiter.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { requireGoodPassword } from './require-good-password.ts';
import { siteNames } from './site-names.ts';

type ChangePasswordDeps = Pick<AgentsDeps, 'store' | 'clock' | 'connections'> & {
  /** Counts wrong current passwords per session: guesses in other sessions do not keep the user from changing it. */
  passwordTries: Limiter;
};

/**
 * Sets a new password and ends all other sessions of this user, with their sockets. VALIDATION names `currentPassword` when that is wrong;
 * SESSION_ENDED when the password or account changed during the check.
 */
export async function changePassword(deps: ChangePasswordDeps, { agent, sessionId }: SignedIn, input: z.output<typeof ChangePassword>): Promise<void> {
  requireGoodPassword(input.newPassword, { field: 'newPassword', names: [agent.name, agent.email, ...(await siteNames(deps.store))] });
  await deps.passwordTries.consume(sessionId);
  if (agent.passwordHash === null || !(await verifyPassword(agent.passwordHash, input.currentPassword))) {
    throw new AppError('VALIDATION', { details: [{ path: 'currentPassword', message: 'is not your current password' }] });
  }
  await deps.passwordTries.reset(sessionId);
  const change = { from: agent.passwordHash, to: await hashPassword(input.newPassword), keptSession: sessionId };
  const ended = await deps.store.agents.replacePassword(agent._id, change, deps.clock());
  if (!ended) throw new AppError('SESSION_ENDED');
  for (const id of ended) deps.connections.disconnectSession(id);
}
