import type { ChangePassword } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import type { SignedIn } from '../http/authenticate.ts';
import type { AgentsDeps, Client } from './agents-deps.ts';
import type { LoginLimits } from './login-limits.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/**
 * Sets a new password and ends all other sessions of this user, with their sockets.
 * VALIDATION names `currentPassword` when that is wrong; wrong ones count as failed sign-ins.
 */
export async function changePassword(
  deps: Pick<AgentsDeps, 'store' | 'clock' | 'connections'> & { loginLimits: LoginLimits },
  who: SignedIn & { client: Client },
  input: z.output<typeof ChangePassword>,
): Promise<void> {
  await deps.loginLimits.countTry(who.client.ip, who.agent.email);
  if (!(await verifyPassword(who.agent.passwordHash, input.currentPassword))) {
    throw new AppError('VALIDATION', { details: [{ path: 'currentPassword', message: 'is not your current password' }] });
  }
  await deps.loginLimits.forgiveTry(who.client.ip, who.agent.email);
  await deps.store.agents.update(who.agent._id, { passwordHash: await hashPassword(input.newPassword) }, deps.clock());
  const ended = await deps.store.sessions.removeAllOf(who.agent._id, who.sessionId);
  for (const sessionId of ended) deps.connections.dropSession(sessionId);
}
