import type { Role } from '@supportchat/protocol';
import type { Page, PageRequest } from './page.ts';
import { date, flag, id, ids, oneOf, orNull, type RecordOf, record, text } from './record.ts';

/** Collection `users`. */
export const agentRecord = record('users', {
  _id: id(),
  email: text(),
  name: text(),
  role: oneOf<Role>({ owner: true, admin: true, agent: true }),
  siteIds: ids(),
  isActive: flag(),
  /** Null until the invitation is accepted. */
  passwordHash: orNull(text()),
  /** SHA-256 of the invitation's token, hex. */
  inviteHash: orNull(text()),
  inviteExpiresAt: orNull(date()),
  lastSeenAt: orNull(date()),
  createdAt: date(),
  updatedAt: date(),
});
export type AgentRecord = RecordOf<typeof agentRecord>;
export type AgentChanges = Partial<Pick<AgentRecord, 'name' | 'role' | 'siteIds' | 'isActive' | 'inviteHash' | 'inviteExpiresAt' | 'lastSeenAt'>>;
export type AgentStore = {
  /** An existing e-mail rejects with EMAIL_TAKEN [ST20]. */
  add(agent: AgentRecord): Promise<void>;
  /** Adds the very first user; false, and nothing added, when any user exists [ST21]. */
  addFirst(agent: AgentRecord): Promise<boolean>;
  get(id: string): Promise<AgentRecord | null>;
  getByEmail(email: string): Promise<AgentRecord | null>;
  getByInviteHash(inviteHash: string): Promise<AgentRecord | null>;
  /**
   * Sorted by name (ignoring case), then id. `siteId` keeps those who may see that site (owners and admins see all). `search` is a part of the
   * name or e-mail.
   */
  list(request: PageRequest & { search?: string | undefined; isActive?: boolean | undefined; siteId?: string | undefined }): Promise<Page<AgentRecord>>;
  /**
   * Null when there is no such user; LAST_OWNER when no active owner with a password would be left [ST22]. A change of `isActive` ends the user's
   * sessions: none from before a deactivation is left once the user is active again, wherever a crash falls [ST28].
   */
  update(id: string, changes: AgentChanges, at: Date): Promise<AgentRecord | null>;
  /**
   * Sets a new password and ends the user's sessions except `keptSession`; returns the ended ids. Null, and nothing changed, unless the user is active
   * and `from` is still their hash [ST26]. Once the password has changed, no other session is left, wherever a crash falls [ST28].
   */
  replacePassword(id: string, change: { from: string; to: string; keptSession: string }, at: Date): Promise<string[] | null>;
  /** Replaces the invitation; null, and nothing changed, unless the user is active and has no password yet [ST27]. */
  renewInvite(id: string, invite: { inviteHash: string; inviteExpiresAt: Date }, at: Date): Promise<AgentRecord | null>;
  /** Accepts an invitation: sets name and password and clears the hash, once; null when the hash is unknown or expired at `at` [ST23]. */
  acceptInvite(inviteHash: string, account: { name: string; passwordHash: string }, at: Date): Promise<AgentRecord | null>;
  count(): Promise<number>;
};
