import type { Login } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import type { Client } from './agents-deps.ts';
import type { LoginLimits } from './login-limits.ts';
import { verifyPassword } from './passwords.ts';
import { type SessionDeps, type StartedSession, startSession } from './start-session.ts';

/** INVALID_CREDENTIALS alike for an unknown e-mail, a wrong password, a deactivated and a still invited user. */
export async function signIn(deps: SessionDeps & { loginLimits: LoginLimits }, client: Client, input: z.output<typeof Login>): Promise<StartedSession> {
  await deps.loginLimits.countTry(client.ip, input.email);
  const agent = await deps.store.agents.getByEmail(input.email);
  const fits = await verifyPassword(agent?.passwordHash ?? null, input.password);
  if (!agent?.isActive || !fits) throw new AppError('INVALID_CREDENTIALS');
  await deps.loginLimits.forgiveTry(client.ip, input.email);
  return startSession(deps, client, agent);
}
