import type { Agent, AgentListQuery, List } from '@supportchat/protocol';
import type { z } from 'zod';
import { AppError } from '../failure.ts';
import { maySeeSite, narrowToSite, sitesOf } from '../scope.ts';
import type { AgentRecord } from '../store/store.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { presentAgentTo } from './present-agent.ts';

type ListDeps = Pick<AgentsDeps, 'store' | 'connections'>;

/** Everyone for owners and admins; agents see those who work on their sites. By name. */
export async function listAgents(deps: ListDeps, who: AgentRecord, query: z.output<typeof AgentListQuery>): Promise<List<Agent>> {
  narrowToSite(who, query.siteId);
  const found: AgentRecord[] = [];
  let cursor: string | null | undefined = query.cursor;
  // What an agent may not see is left out after reading, so a page is filled from as many as it takes.
  do {
    const page = await deps.store.agents.list({ ...query, limit: query.limit - found.length, cursor });
    found.push(...page.items.filter((agent) => maySeeAgent(who, agent)));
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < query.limit);
  const online = await deps.connections.onlineAgents();
  return { items: found.map((agent) => presentAgentTo(who, agent, online)), nextCursor: cursor };
}

/** NOT_FOUND for someone that `who` may not see, as for no one. */
export async function getAgent(deps: ListDeps, who: AgentRecord, id: string): Promise<Agent> {
  const agent = await deps.store.agents.get(id);
  if (!agent || !maySeeAgent(who, agent)) throw new AppError('NOT_FOUND');
  return presentAgentTo(who, agent, await deps.connections.onlineAgents());
}

/** Agents see themselves, and who works on one of their sites; owners and admins work on all. */
function maySeeAgent(who: AgentRecord, agent: AgentRecord): boolean {
  if (sitesOf(who) === undefined || agent._id === who._id) return true;
  return sitesOf(agent)?.some((siteId) => maySeeSite(who, siteId)) ?? true;
}
