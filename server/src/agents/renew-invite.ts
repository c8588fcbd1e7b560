import type { Invitation } from '@supportchat/protocol';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { AppError } from '../failure.ts';
import type { InviteDeps } from './invite-agent.ts';
import { newInvite } from './invite-token.ts';
import { presentAgent } from './present-agent.ts';
import { requireManages } from './require-manages.ts';

/** A new link for a user who has not accepted yet; the previous link stops working. CONFLICT once they have accepted, or when deactivated. */
export async function renewInvite(deps: InviteDeps, actor: Actor, id: string): Promise<z.input<typeof Invitation>> {
  const agent = await deps.store.agents.get(id);
  if (!agent) throw new AppError('NOT_FOUND');
  requireManages(actor, [agent.role]);
  const now = deps.clock();
  const { inviteLink, inviteHash, inviteExpiresAt } = newInvite(deps.publicUrl(), now);
  const renewed = await deps.store.agents.renewInvite(id, { inviteHash, inviteExpiresAt }, now);
  if (!renewed) throw new AppError('CONFLICT');
  return { agent: presentAgent(renewed, new Set()), inviteLink };
}
