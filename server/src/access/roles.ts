import type { Permission, Role } from '@supportchat/protocol';

const AGENT: readonly Permission[] = ['use-account', 'read-agents', 'read-sites', 'read-faqs', 'read-conversations', 'answer-conversations', 'read-analytics'];
const ADMIN: readonly Permission[] = [...AGENT, 'access-all-sites', 'manage-agents', 'manage-sites', 'manage-faqs', 'remove-conversations'];

/** What each role may do. This is the only place that compares roles. */
export const ROLES: Record<Role, readonly Permission[]> = {
  agent: AGENT,
  admin: ADMIN,
  owner: [...ADMIN, 'manage-owners'],
};
