import type { Agent, Me } from '@supportchat/protocol';
import type { Actor } from '../access/actor.ts';
import { ROLES } from '../access/roles.ts';
import { sitesOf } from '../access/sites.ts';
import type { AgentRecord } from '../store/port/agents.ts';

/** A user as owners and admins see them. `online` holds the ids of those with an open panel. */
export function presentAgent(agent: AgentRecord, online: Set<string>): Agent {
  return {
    _id: agent._id,
    email: agent.email,
    name: agent.name,
    role: agent.role,
    siteIds: agent.siteIds,
    isActive: agent.isActive,
    invited: agent.passwordHash === null,
    online: online.has(agent._id),
    lastSeenAt: agent.lastSeenAt?.toISOString() ?? null,
    createdAt: agent.createdAt.toISOString(),
    updatedAt: agent.updatedAt.toISOString(),
  };
}

/** A user as they see themselves, with what their role permits. */
export function presentMe(agent: AgentRecord, online: Set<string>): Me {
  return { ...presentAgent(agent, online), permissions: [...ROLES[agent.role]] };
}

/** A user as `viewer` sees them: of others, agents see neither when they were last seen nor their other sites. */
export function presentAgentTo(viewer: Actor, agent: AgentRecord, online: Set<string>): Agent {
  const whole = presentAgent(agent, online);
  const sites = sitesOf(viewer);
  if (sites === undefined || viewer.id === agent._id) return whole;
  return { ...whole, siteIds: whole.siteIds.filter((id) => sites.includes(id)), lastSeenAt: null };
}
