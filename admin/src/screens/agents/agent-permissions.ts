import type { Agent, Me, Role } from '@supportchat/protocol';
import { may } from '../../session/session.ts';

type SignedInAgent = Pick<Me, '_id' | 'permissions'>;
type ManagedAgent = Pick<Agent, '_id' | 'role' | 'isActive' | 'invited'>;

/** What the signed-in user may do with another user; the server enforces the same rules. */
export type AgentPermissions = { edit: boolean; changeRole: boolean; deactivate: boolean; reactivate: boolean; renewInvite: boolean };

/** Changing an owner needs a permission of its own, and no one changes their own role or deactivates themselves. */
export function permissionsFor(me: SignedInAgent, agent: ManagedAgent): AgentPermissions {
  const isMe = me._id === agent._id;
  const manages = may(me, 'manage-agents') && (agent.role !== 'owner' || may(me, 'manage-owners'));
  return {
    edit: manages && !isMe,
    changeRole: manages && !isMe,
    deactivate: manages && !isMe && agent.isActive,
    reactivate: manages && !isMe && !agent.isActive,
    renewInvite: manages && agent.invited && agent.isActive,
  };
}

/** The roles that the signed-in user may assign. */
export const assignableRoles = (me: SignedInAgent): Role[] => (may(me, 'manage-owners') ? ['agent', 'admin', 'owner'] : ['agent', 'admin']);

export const ROLE_NAMES: Record<Role, string> = { owner: 'Owner', admin: 'Admin', agent: 'Agent' };
export const ROLE_DESCRIPTIONS: Record<Role, string> = {
  agent: 'Answers on the sites chosen below.',
  admin: 'Answers on all sites and manages sites, FAQs and agents.',
  owner: 'Can do everything an admin can, and manages owners.',
};
