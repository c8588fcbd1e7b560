import type { Agent, UpdateAgent } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { AppError } from '../failure.ts';
import type { AgentChanges, AgentRecord } from '../store/port/agents.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { presentAgent } from './present-agent.ts';
import { requireManages } from './require-manages.ts';
import { requireSites } from './require-sites.ts';

type UpdateAgentDeps = Pick<AgentsDeps, 'store' | 'clock' | 'connections'>;

/**
 * Changes name, role, sites, or whether the user may sign in. New rights apply immediately: their sockets are disconnected, and reconnect if
 * allowed. FORBIDDEN for owners unless by an owner, and for one's own role and deactivation.
 */
export async function updateAgent(deps: UpdateAgentDeps, actor: Actor, { id, ...input }: UpdateAgent & { id: string }): Promise<Agent> {
  const agent = await deps.store.agents.get(id);
  if (!agent) throw new AppError('NOT_FOUND');
  requireManages(actor, [agent.role, input.role]);
  const changesRole = input.role !== undefined && input.role !== agent.role;
  const deactivates = input.isActive === false;
  if (actor.id === id && (changesRole || deactivates)) throw new AppError('FORBIDDEN');
  if (input.siteIds) await requireSites(deps.store, input.siteIds);

  const changes: AgentChanges = { ...input };
  if (input.siteIds) changes.siteIds = [...new Set(input.siteIds)];
  if (deactivates) Object.assign(changes, { inviteHash: null, inviteExpiresAt: null });
  const updated = await deps.store.agents.update(id, changes, deps.clock());
  if (!updated) throw new AppError('NOT_FOUND');

  if (deactivates || changesRole || !sameSites(agent, updated)) deps.connections.disconnectAgent(id);
  return presentAgent(updated, await deps.connections.onlineAgents());
}

/** DELETE: users are never erased, because messages name their sender; the account can no longer be used, nor a pending invitation be accepted. */
export async function deactivateAgent(deps: UpdateAgentDeps, actor: Actor, id: string): Promise<void> {
  await updateAgent(deps, actor, { id, isActive: false });
}

function sameSites(one: AgentRecord, other: AgentRecord): boolean {
  return one.siteIds.length === other.siteIds.length && one.siteIds.every((id) => other.siteIds.includes(id));
}
