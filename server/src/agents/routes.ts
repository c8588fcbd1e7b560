import { Agent, AgentList, AgentListQuery, Invitation, InviteAgent, UpdateAgent } from '@supportchat/protocol';
import { pathId } from '../http/path-id.ts';
import { type Route, route } from '../http/route.ts';
import type { AgentsDeps } from './agents-deps.ts';
import { authRoutes } from './auth-routes.ts';
import { inviteAgent } from './invite-agent.ts';
import { getAgent, listAgents } from './list-agents.ts';
import { renewInvite } from './renew-invite.ts';
import type { SetupToken } from './set-up-owner.ts';
import { deactivateAgent, updateAgent } from './update-agent.ts';

const tag = 'Agents';

/** Sign-in, and the users of the panel. */
export function agentRoutes(deps: AgentsDeps & { setup: SetupToken }): Route[] {
  return [
    ...authRoutes(deps),
    route(
      {
        method: 'get',
        path: '/agents',
        summary: 'List users; agents see those of their sites',
        tag,
        access: 'read-agents',
        query: AgentListQuery,
        reply: AgentList,
      },
      ({ query }, { actor }) => listAgents(deps, actor, query),
    ),
    route(
      { method: 'post', path: '/agents', summary: 'Invite a user', tag, access: 'manage-agents', body: InviteAgent, reply: Invitation, status: 201 },
      ({ body }, { actor }) => inviteAgent(deps, actor, body),
    ),
    route({ method: 'get', path: '/agents/{id}', summary: 'Get a user', tag, access: 'read-agents', reply: Agent }, ({ params }, { actor }) =>
      getAgent(deps, actor, pathId(params)),
    ),
    route(
      {
        method: 'patch',
        path: '/agents/{id}',
        summary: 'Change name, role, sites or whether they may sign in',
        tag,
        access: 'manage-agents',
        body: UpdateAgent,
        reply: Agent,
      },
      ({ params, body }, { actor }) => updateAgent(deps, actor, { ...body, id: pathId(params) }),
    ),
    route(
      { method: 'delete', path: '/agents/{id}', summary: 'Deactivate a user and withdraw an open invitation', tag, access: 'manage-agents' },
      ({ params }, { actor }) => deactivateAgent(deps, actor, pathId(params)),
    ),
    route(
      { method: 'post', path: '/agents/{id}/invite', summary: 'Make a new invite link', tag, access: 'manage-agents', reply: Invitation, status: 201 },
      ({ params }, { actor }) => renewInvite(deps, actor, pathId(params)),
    ),
  ];
}
