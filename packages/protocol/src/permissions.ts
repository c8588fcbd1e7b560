import { z } from 'zod';

/** What a user, or a program on their behalf, may do. Which role has which is in the server's `access/roles.ts`. */
export const Permission = z.enum([
  /** Read and change one's own account. */
  'use-account',
  'read-agents',
  'manage-agents',
  /** Manage owners, and make someone an owner. */
  'manage-owners',
  'read-sites',
  'manage-sites',
  /** All sites, whatever the account lists. */
  'access-all-sites',
  'read-faqs',
  'manage-faqs',
  'read-conversations',
  /** Write to visitors, and assign, resolve, close or reopen. */
  'answer-conversations',
  'remove-conversations',
  'read-analytics',
]);
export type Permission = z.infer<typeof Permission>;
