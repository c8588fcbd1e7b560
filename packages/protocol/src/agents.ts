import { z } from 'zod';
import { Email, Id, IsoDate, ListQuery, lineOf, listOf, Name, Password, QueryFlag, SearchText } from './fields.ts';
import { Permission } from './permissions.ts';

/** Owner and admin manage everything on all sites (only owners manage owners); agents answer on their sites. */
export const Role = z.enum(['owner', 'admin', 'agent']);
export type Role = z.infer<typeof Role>;

/** A user of the admin panel: collection `users`. */
export const Agent = z
  .object({
    _id: Id,
    email: z.string(),
    name: z.string(),
    role: Role,
    /** The sites of an agent; owners and admins see all sites whatever is listed here. */
    siteIds: z.array(Id),
    isActive: z.boolean(),
    /** True until the invitation is accepted. */
    invited: z.boolean(),
    /** Has a connected admin panel right now. */
    online: z.boolean(),
    lastSeenAt: IsoDate.nullable(),
    createdAt: IsoDate,
    updatedAt: IsoDate,
  })
  .meta({ id: 'Agent' });
export type Agent = z.infer<typeof Agent>;

/** The signed-in user, with what their role permits. */
export const Me = Agent.extend({ permissions: z.array(Permission) }).meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const InviteAgent = z.strictObject({ email: Email, name: Name, role: Role.default('agent'), siteIds: z.array(Id).max(200).default([]) });
/** The invite link is shown once, to the person who invites; it is valid for 7 days. */
export const Invitation = z.object({ agent: Agent, inviteLink: z.url() }).meta({ id: 'Invitation' });
export const UpdateAgent = z.strictObject({
  name: Name.optional(),
  role: Role.optional(),
  siteIds: z.array(Id).max(200).optional(),
  isActive: z.boolean().optional(),
});
export type UpdateAgent = z.infer<typeof UpdateAgent>;
export const AgentListQuery = ListQuery.extend({ search: SearchText.optional(), isActive: QueryFlag.optional(), siteId: Id.optional() });
export const AgentList = listOf(Agent);

export const SetupStatus = z.object({ needed: z.boolean() }).meta({ id: 'SetupStatus' });
/** The one-time token of the setup link. */
export const SetupLink = z.strictObject({ token: z.string().min(1).max(200) });
export const Setup = SetupLink.extend({ name: Name, email: Email, password: Password });
export const Login = z.strictObject({ email: lineOf(254).pipe(z.string().toLowerCase().min(1)), password: z.string().min(1).max(200) });
/** `accessToken` is a JWT of 15 minutes; the refresh token travels in an httpOnly cookie. */
export const Session = z.object({ accessToken: z.string(), user: Me }).meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;
export const UpdateMe = z.strictObject({ name: Name.optional() });
export const ChangePassword = z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword: Password });
export const ShowInvite = z.strictObject({ token: z.string().min(1).max(200) });
export const InviteDetails = z.object({ email: z.string(), name: z.string() }).meta({ id: 'InviteDetails' });
export const AcceptInvite = z.strictObject({ token: z.string().min(1).max(200), name: Name, password: Password });
