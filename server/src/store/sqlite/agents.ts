import { AppError } from '../../failure.ts';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { foldCase } from '../fold-case.ts';
import type { AgentRecord, AgentStore } from '../port/agents.ts';
import { withChanges } from '../with-changes.ts';
import type { Engine } from './group-commit.ts';
import { findById, findOne, save } from './table.ts';
import { users } from './tables.ts';

const ADD = `${users.insert} ON CONFLICT (email) DO NOTHING`;
const BY_EMAIL = `SELECT ${users.columns()} FROM users WHERE email = @email`;
const BY_INVITE_HASH = `SELECT ${users.columns()} FROM users WHERE inviteHash = @inviteHash`;
const LIST = `
SELECT ${users.columns()} FROM users
WHERE (foldCase(name), _id) > (@name, @id)
  AND (@isActive IS NULL OR isActive = @isActive)
  AND (@siteId IS NULL OR role <> 'agent' OR EXISTS (SELECT 1 FROM json_each(siteIds) WHERE value = @siteId))
  AND (instr(foldCase(name), @search) > 0 OR instr(foldCase(email), @search) > 0)
ORDER BY foldCase(name), _id LIMIT @limit + 1`;
const COUNT = 'SELECT count(*) AS count FROM users';
const REPLACE_PASSWORD = 'UPDATE users SET passwordHash = @to, updatedAt = @at WHERE _id = @id AND isActive AND passwordHash = @from';
const END_SESSIONS = 'DELETE FROM sessions WHERE userId = @id AND _id IS NOT @keptSession RETURNING _id';
const OTHER_OWNER = `SELECT 1 FROM users WHERE role = 'owner' AND isActive AND passwordHash IS NOT NULL AND _id <> @id LIMIT 1`;

export function createAgentStore({ sql, read, write }: Engine): AgentStore {
  const endSessions = (id: string, keptSession: string | null) => sql.all<{ _id: string }>(END_SESSIONS, { id, keptSession }).map(({ _id }) => _id);
  const count = () => sql.get<{ count: number }>(COUNT)?.count ?? 0;
  return {
    add: (agent) =>
      write(() => {
        if (sql.run(ADD, users.toValues(agent)) === 0) throw new AppError('EMAIL_TAKEN');
      }),
    addFirst: (agent) => write(() => count() === 0 && sql.run(ADD, users.toValues(agent)) > 0),
    get: (id) => read(() => findById(sql, users, id)),
    getByEmail: (email) => read(() => findOne(sql, users, BY_EMAIL, { email })),
    getByInviteHash: (inviteHash) => read(() => findOne(sql, users, BY_INVITE_HASH, { inviteHash })),
    list: ({ limit, cursor, search = '', isActive, siteId = null }) =>
      read(() => {
        const [name, id] = cursor === undefined ? ['', ''] : readCursor('users', cursor, ['', '']);
        const filter = { siteId, isActive: isActive === undefined ? null : Number(isActive), search: foldCase(search.trim()) };
        const rows = sql.all(LIST, { ...filter, name, id, limit });
        return toPage(rows.map(users.toRecord), limit, (last) => writeCursor('users', [foldCase(last.name), last._id]));
      }),
    update: (id, changes, at) =>
      write(() => {
        const agent = findById(sql, users, id);
        if (!agent) return null;
        const changed = { ...withChanges(agent, changes), updatedAt: at };
        if (isActiveOwner(agent) && !isActiveOwner(changed) && !sql.get(OTHER_OWNER, { id })) throw new AppError('LAST_OWNER');
        if (changed.isActive !== agent.isActive) endSessions(id, null);
        return save(sql, users, agent, changed);
      }),
    replacePassword: (id, { from, to, keptSession }, at) =>
      write(() => (sql.run(REPLACE_PASSWORD, { id, from, to, at: at.getTime() }) > 0 ? endSessions(id, keptSession) : null)),
    renewInvite: (id, invite, at) =>
      write(() => {
        const agent = findById(sql, users, id);
        return agent?.isActive && agent.passwordHash === null ? save(sql, users, agent, { ...agent, ...invite, updatedAt: at }) : null;
      }),
    acceptInvite: (inviteHash, account, at) =>
      write(() => {
        const invited = findOne(sql, users, BY_INVITE_HASH, { inviteHash });
        if (!invited?.isActive || invited.passwordHash !== null || !invited.inviteExpiresAt || invited.inviteExpiresAt <= at) return null;
        return save(sql, users, invited, { ...invited, ...account, inviteHash: null, inviteExpiresAt: null, updatedAt: at });
      }),
    count: () => read(count),
  };
}

function isActiveOwner({ role, isActive, passwordHash }: AgentRecord): boolean {
  return role === 'owner' && isActive && passwordHash !== null;
}
