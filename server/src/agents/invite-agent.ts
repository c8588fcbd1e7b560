import type { Invitation, InviteAgent } from '@supportchat/protocol';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { newInvite } from './invite-token.ts';
import { presentAgent } from './present-agent.ts';
import { requireManages } from './require-manages.ts';
import { requireSites } from './require-sites.ts';

export type InviteDeps = Pick<AgentsDeps, 'store' | 'clock' | 'newId' | 'publicUrl'>;

/** Creates an account without a password and the link that sets one. The link is returned once; EMAIL_TAKEN when the account exists. */
export async function inviteAgent(deps: InviteDeps, actor: Actor, input: z.output<typeof InviteAgent>): Promise<z.input<typeof Invitation>> {
  requireManages(actor, [input.role]);
  await requireSites(deps.store, input.siteIds);
  const now = deps.clock();
  const { inviteLink, inviteHash, inviteExpiresAt } = newInvite(deps.publicUrl(), now);
  const agent: AgentRecord = {
    _id: deps.newId(),
    email: input.email,
    name: input.name,
    role: input.role,
    siteIds: [...new Set(input.siteIds)],
    isActive: true,
    passwordHash: null,
    inviteHash,
    inviteExpiresAt,
    lastSeenAt: null,
    createdAt: now,
    updatedAt: now,
  };
  await deps.store.agents.add(agent);
  return { agent: presentAgent(agent, new Set()), inviteLink };
}
