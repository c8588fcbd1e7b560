import type { Agent, AgentListQuery, List } from '@supportchat/protocol';
import type { z } from 'zod';
import { type Actor, actorOfAgent } from '../access/actor.ts';
import { maySeeSite, narrowToSite, sitesOf } from '../access/sites.ts';
import { AppError } from '../failure.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { presentAgentTo } from './present-agent.ts';

type ListDeps = Pick<AgentsDeps, 'store' | 'connections'>;

/** All users for owners and admins; agents see those who work on their sites. Sorted by name. */
export async function listAgents(deps: ListDeps, actor: Actor, query: z.output<typeof AgentListQuery>): Promise<List<Agent>> {
  narrowToSite(actor, query.siteId);
  const found: AgentRecord[] = [];
  let cursor: string | null | undefined = query.cursor;
  // Users that an agent may not see are filtered out after reading, so a page is filled from as many reads as needed.
  do {
    const page = await deps.store.agents.list({ ...query, limit: query.limit - found.length, cursor });
    found.push(...page.items.filter((agent) => maySeeAgent(actor, agent)));
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < query.limit);
  const online = await deps.connections.onlineAgents();
  return { items: found.map((agent) => presentAgentTo(actor, agent, online)), nextCursor: cursor };
}

/** NOT_FOUND for a user that `who` may not see, or that does not exist. */
export async function getAgent(deps: ListDeps, actor: Actor, id: string): Promise<Agent> {
  const agent = await deps.store.agents.get(id);
  if (!agent || !maySeeAgent(actor, agent)) throw new AppError('NOT_FOUND');
  return presentAgentTo(actor, agent, await deps.connections.onlineAgents());
}

/** Agents see themselves and those who work on one of their sites; owners and admins work on all. */
function maySeeAgent(actor: Actor, agent: AgentRecord): boolean {
  if (sitesOf(actor) === undefined || agent._id === actor.id) return true;
  return sitesOf(actorOfAgent(agent))?.some((siteId) => maySeeSite(actor, siteId)) ?? true;
}
