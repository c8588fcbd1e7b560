import { date, id, orNull, type RecordOf, record, text } from './record.ts';

export const sessionRecord = record('sessions', {
  _id: id(),
  userId: id(),
  /** SHA-256 in hex of the current refresh token, and of the previous one. */
  tokenHash: text(),
  previousHash: orNull(text()),
  rotatedAt: date(),
  expiresAt: date(),
  userAgent: text(),
  createdAt: date(),
});
export type SessionRecord = RecordOf<typeof sessionRecord>;
export type SessionStore = {
  /** False, and nothing added, unless its user is active and `passwordHash`, which was checked before the session, is still current [ST25]. */
  add(session: SessionRecord, passwordHash: string): Promise<boolean>;
  get(id: string): Promise<SessionRecord | null>;
  /** Replaces `currentHash` with the next token; false when it is no longer current (another call was faster) [ST24]. */
  rotate(id: string, currentHash: string, next: Pick<SessionRecord, 'tokenHash' | 'previousHash' | 'rotatedAt' | 'expiresAt'>): Promise<boolean>;
  remove(id: string): Promise<void>;
  removeExpired(at: Date): Promise<void>;
};
