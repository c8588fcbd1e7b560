import { newSecret } from '../ids.ts';
import { hashToken } from './tokens.ts';

const INVITE_MS = 7 * 24 * 3600 * 1000;

/** A personal single-use link, valid for 7 days, and what is stored of it. */
export function newInvite(publicUrl: string, now: Date): { inviteLink: string; inviteHash: string; inviteExpiresAt: Date } {
  // Behind `#` it is sent to no server and appears in no log.
  const token = newSecret();
  return { inviteLink: `${publicUrl}/admin/invite#token=${token}`, inviteHash: hashToken(token), inviteExpiresAt: new Date(now.getTime() + INVITE_MS) };
}
