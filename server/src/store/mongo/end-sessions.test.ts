import { MongoClient } from 'mongodb';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, mongodbUri } from '../../testing/mongo-database.ts';
import { anAgent, aSession, at, newId } from '../contract/samples.ts';
import type { AgentRecord } from '../port/agents.ts';
import type { SessionRecord } from '../port/sessions.ts';
import type { Store } from '../store.ts';
import { sessions } from './collections.ts';
import { replacePassword } from './end-sessions.ts';
import { createEngine, type Engine } from './engine.ts';

describe.skipIf(mongodbUri === null)('ending sessions in several steps', () => {
  const database = createTestDatabase('end-sessions');
  const client = new MongoClient(database.uri);
  let store: Store;
  let user: AgentRecord;
  let [kept, other]: SessionRecord[] = [];
  beforeEach(async () => {
    store = await database.openEmpty();
    user = anAgent();
    await store.agents.add(user);
    kept = aSession(user._id);
    other = aSession(user._id);
    for (const session of [kept, other]) await store.sessions.add(session, 'hash');
    return () => store.close();
  });
  afterAll(() => client.close());

  /** Changes the password; `before` runs right before each try to store it. */
  async function changePassword(before: () => Promise<void>): Promise<string[]> {
    const engine = createEngine(client.db(), { clock: () => at(1), onProblem: () => {} });
    const users = engine.collection('users');
    const updateOne = users.updateOne.bind(users);
    users.updateOne = async (...args: Parameters<typeof updateOne>) => {
      await before();
      return updateOne(...args);
    };
    const watched: Engine = { ...engine, collection: (name) => (name === 'users' ? users : engine.collection(name)) };
    const ended = new Set<string>();
    const change = { id: user._id, from: 'hash', to: 'another', keptSession: kept?._id ?? '', at: at(1), deadline: { hasPassed: false } };
    await replacePassword(watched, change, ended);
    return [...ended];
  }
  const passwordHash = async () => (await store.agents.get(user._id))?.passwordHash;
  const isStored = async (session: SessionRecord | undefined) => (await store.sessions.get(session?._id ?? '')) !== null;

  test('[ST28] a session that starts between the two steps is ended as well', async () => {
    const between = aSession(user._id);
    let tries = 0;
    const ended = await changePassword(async () => {
      tries += 1;
      if (tries === 1) expect(await store.sessions.add(between, 'hash')).toBe(true);
    });
    expect(tries).toBe(2);
    expect(ended.toSorted()).toEqual([other?._id, between._id].toSorted());
    expect(await Promise.all([passwordHash(), isStored(kept), isStored(other), isStored(between)])).toEqual(['another', true, false, false]);
  });

  test('[ST28] a process that dies between the two steps leaves the former password and no session that the change was to end', async () => {
    await expect(changePassword(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    expect(await Promise.all([passwordHash(), isStored(kept), isStored(other)])).toEqual(['hash', true, false]);
  });

  test('[ST28] sessions that a killed process left of a deactivated user are ended before the user is active again', async () => {
    await store.agents.update(user._id, { isActive: false }, at(1));
    const left = aSession(user._id, { _id: newId() });
    await client.db().collection('sessions').insertOne(sessions.toDocument(left));
    await store.agents.update(user._id, { isActive: true }, at(2));
    expect(await isStored(left)).toBe(false);
  });
});
