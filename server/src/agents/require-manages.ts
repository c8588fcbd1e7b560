import type { Role } from '@supportchat/protocol';
import { type Actor, requirePermission } from '../access/actor.ts';

/** Managing an owner, or making someone one, needs a permission of its own. */
export function requireManages(actor: Actor, roles: (Role | undefined)[]): void {
  if (roles.includes('owner')) requirePermission(actor, 'manage-owners');
}
