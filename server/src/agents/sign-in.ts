import type { Login } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import type { Client } from './agents-deps.ts';
import { deviceOf } from './device-cookie.ts';
import type { LoginLimits } from './login-limits.ts';
import { verifyPassword } from './passwords.ts';
import { type SessionDeps, type StartedSession, startSession } from './start-session.ts';

/** Returns the same INVALID_CREDENTIALS for an unknown email, a wrong password, a deactivated user and a pending invitation. */
export async function signIn(deps: SessionDeps & { loginLimits: LoginLimits }, client: Client, input: z.output<typeof Login>): Promise<StartedSession> {
  const who = { ip: client.ip, account: input.email, device: deviceOf(deps.secrets, client.deviceCookie, input.email) };
  await deps.loginLimits.countAttempt(who);
  const agent = await deps.store.agents.getByEmail(input.email);
  const fits = await verifyPassword(agent?.passwordHash ?? null, input.password);
  const started = agent?.isActive && fits ? await startSession(deps, client, agent) : null;
  if (!started) throw new AppError('INVALID_CREDENTIALS');
  await deps.loginLimits.refundAttempt(who);
  return started;
}
