import type { Document } from 'mongodb';
import { AppError } from '../../failure.ts';
import { foldCase } from '../fold-case.ts';
import type { AgentChanges, AgentRecord, AgentStore } from '../port/agents.ts';
import { withChanges } from '../with-changes.ts';
import { users } from './collections.ts';
import { toId } from './documents.ts';
import { endSessions, replacePassword } from './end-sessions.ts';
import type { Deadline, Engine } from './engine.ts';
import { listByName } from './list-by-name.ts';
import { withLock } from './locks.ts';
import { isDuplicateKey } from './mongo-errors.ts';
import { updateRecord } from './update-record.ts';

const FIELDS = { projection: users.projection };
const STILL_INVITED = { isActive: true, passwordHash: null };
const ACTIVE_OWNER = { role: 'owner', isActive: true, passwordHash: { $ne: null } };

export function createAgentStore(engine: Engine): AgentStore {
  const collection = engine.collection('users');
  const findOne = (filter: Document) =>
    engine.run(async () => {
      const found = await collection.findOne(filter, FIELDS);
      return found && users.toRecord(found);
    });
  const count = () => collection.countDocuments();
  return {
    add: (agent) => engine.run(async () => void (await insert(engine, users.toDocument(agent), 'EMAIL_TAKEN'))),
    addFirst: (agent) => engine.run(async () => (await count()) === 0 && insert(engine, { ...users.toDocument(agent), isFirst: true })),
    get: (id) => findOne({ _id: toId(id) }),
    getByEmail: (email) => findOne({ email }),
    getByInviteHash: (inviteHash) => findOne({ inviteHash: { $eq: inviteHash, $type: 'string' } }),
    list: ({ isActive, siteId, ...request }) =>
      engine.run(() => {
        const filter = {
          ...(isActive !== undefined && { isActive }),
          ...(siteId !== undefined && { $or: [{ role: { $ne: 'agent' } }, { siteIds: toId(siteId) }] }),
        };
        return listByName(engine, users, { ...request, filter, searched: 'emailFolded' });
      }),
    update: (id, changes, at) => engine.run((deadline) => updateAgent(engine, { id, changes: { ...changes, updatedAt: at }, deadline })),
    replacePassword: async (id, change, at) => {
      const ended = new Set<string>();
      return (await engine.run((deadline) => replacePassword(engine, { ...change, id, at, deadline }, ended))) ? [...ended] : null;
    },
    renewInvite: (id, invite, at) =>
      engine.run(async () => {
        const renewed = { $set: { ...invite, updatedAt: at } };
        const found = await collection.findOneAndUpdate({ _id: toId(id), ...STILL_INVITED }, renewed, { ...FIELDS, returnDocument: 'after' });
        return found && users.toRecord(found);
      }),
    acceptInvite: (inviteHash, { name, passwordHash }, at) =>
      engine.run(async () => {
        const invited = { inviteHash: { $eq: inviteHash, $type: 'string' }, inviteExpiresAt: { $gt: at }, ...STILL_INVITED };
        const account = { name, nameFolded: foldCase(name), passwordHash, inviteHash: null, inviteExpiresAt: null, updatedAt: at };
        const accepted = await collection.findOneAndUpdate(invited, { $set: account }, { ...FIELDS, returnDocument: 'after' });
        return accepted && users.toRecord(accepted);
      }),
    count: () => engine.run(count),
  };
}

/** False, or the error that `code` names, when such a user already exists. */
async function insert(engine: Engine, document: Document, code?: 'EMAIL_TAKEN'): Promise<boolean> {
  try {
    await engine.collection('users').insertOne(document);
    return true;
  } catch (failure) {
    if (!isDuplicateKey(failure)) throw failure;
    if (code) throw new AppError(code, { cause: failure });
    return false;
  }
}

/** Owners give up their role one at a time: two that check each other concurrently would leave none. */
async function updateAgent(engine: Engine, act: { id: string; changes: AgentChanges & { updatedAt: Date }; deadline: Deadline }): Promise<AgentRecord | null> {
  const { role, isActive } = act.changes;
  const update = () => updateRecord(engine, users, act);
  if (role === undefined && isActive === undefined) return update();
  return withLock(engine, 'owners', act.deadline, async () => {
    const found = await engine.collection('users').findOne({ _id: toId(act.id) }, FIELDS);
    if (!found) return null;
    const before = users.toRecord(found);
    const isLeaving = isActiveOwner(before) && !isActiveOwner(withChanges(before, act.changes));
    if (isLeaving && !(await engine.collection('users').findOne({ ...ACTIVE_OWNER, _id: { $ne: toId(act.id) } }))) throw new AppError('LAST_OWNER');
    // Sessions of a deactivated user are worth nothing, so a crash may leave some: they end before the user is active again.
    if (isActive === true && !before.isActive) await endSessions(engine, act.id);
    const updated = await update();
    if (isActive === false) await endSessions(engine, act.id);
    return updated;
  });
}

function isActiveOwner({ role, isActive, passwordHash }: AgentRecord): boolean {
  return role === 'owner' && isActive && passwordHash !== null;
}
