import type { Permission, Role } from '@supportchat/protocol';
import { AppError } from '../failure.ts';
import type { AgentRecord } from '../store/port/agents.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import { ROLES } from './roles.ts';

/** Who acts: what acts need to know about an agent, a visitor, the bot, a program with a token, or the system itself. */
export type Actor = {
  kind: 'agent' | 'visitor' | 'bot' | 'token' | 'system';
  id: string;
  /** As others see it. */
  name: string;
  sites: readonly string[] | 'all';
  may: ReadonlySet<Permission>;
};
/** What is stored about who did something. */
export type ActorName = Pick<Actor, 'kind' | 'id' | 'name'>;

const MAY: Record<Role, ReadonlySet<Permission>> = { agent: new Set(ROLES.agent), admin: new Set(ROLES.admin), owner: new Set(ROLES.owner) };

export function actorOfAgent({ _id, name, role, siteIds }: AgentRecord): Actor {
  const may = MAY[role];
  return { kind: 'agent', id: _id, name, sites: may.has('access-all-sites') ? 'all' : siteIds, may };
}

export function actorOfVisitor({ visitorId, visitorName }: Pick<ConversationRecord, 'visitorId' | 'visitorName'>): ActorName {
  return { kind: 'visitor', id: visitorId, name: visitorName };
}

/** FORBIDDEN unless the actor has this permission. */
export function requirePermission({ may }: Pick<Actor, 'may'>, permission: Permission): void {
  if (!may.has(permission)) throw new AppError('FORBIDDEN');
}
