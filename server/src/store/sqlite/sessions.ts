import type { SessionStore } from '../port/sessions.ts';
import type { Engine } from './group-commit.ts';
import { findById } from './table.ts';
import { sessions } from './tables.ts';

const ROTATE = `
UPDATE sessions SET previousHash = @previousHash, tokenHash = @tokenHash, rotatedAt = @rotatedAt, expiresAt = @expiresAt
WHERE _id = @id AND tokenHash = @currentHash`;
const MAY_START = 'SELECT 1 FROM users WHERE _id = @userId AND isActive AND passwordHash = @passwordHash';
const REMOVE = 'DELETE FROM sessions WHERE _id = @id';
const REMOVE_EXPIRED = 'DELETE FROM sessions WHERE expiresAt <= @at';

export function createSessionStore({ sql, read, write }: Engine): SessionStore {
  return {
    add: (session, passwordHash) =>
      write(() => {
        if (!sql.get(MAY_START, { userId: session.userId, passwordHash })) return false;
        return sql.run(sessions.insert, sessions.toValues(session)) > 0;
      }),
    get: (id) => read(() => findById(sql, sessions, id)),
    rotate: (id, currentHash, { tokenHash, previousHash, rotatedAt, expiresAt }) =>
      write(() => sql.run(ROTATE, { id, currentHash, tokenHash, previousHash, rotatedAt: rotatedAt.getTime(), expiresAt: expiresAt.getTime() }) > 0),
    remove: (id) => write(() => void sql.run(REMOVE, { id })),
    removeExpired: (at) => write(() => void sql.run(REMOVE_EXPIRED, { at: at.getTime() })),
  };
}
