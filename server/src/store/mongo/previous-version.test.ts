import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { List, Message, Session } from '@supportchat/protocol';
import { type Db, type Document, MongoClient, ObjectId } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call } from '../../../faults/installation.ts';
import { startServerProcess } from '../../../faults/server-process.ts';
import { nameDatabase } from '../../testing/database-for-processes.ts';
import { mongodbUri } from '../../testing/mongo-database.ts';
import { NEXT_MIGRATIONS } from '../../testing/previous/next-mongo-migrations.ts';
import { PREVIOUS, type PreviousVersion, unpackPreviousVersion } from '../../testing/previous/previous-version.ts';
import { conversationRecord } from '../port/conversations.ts';
import { fieldsOf } from '../port/record.ts';
import { siteRecord } from '../port/sites.ts';
import { createEngine } from './engine.ts';
import { withLock } from './locks.ts';
import { MIGRATIONS, migrate } from './migrations.ts';
import { openMongoStore } from './open-mongo.ts';

const MAIN = fileURLToPath(import.meta.resolve('../../main.ts'));
const MIGRATE = fileURLToPath(import.meta.resolve('../../testing/previous/migrate-mongo.ts'));
const IS_FULL = process.env['FAULTS'] === 'full';
const DEPS = { clock: () => new Date(), onProblem: () => {} };

describe.skipIf(mongodbUri === null)('a database of the previous version', () => {
  let previous: PreviousVersion;
  let uri: string;
  let drop: () => Promise<void>;
  let client: MongoClient;
  let db: Db;
  let folder: string;
  beforeAll(() => {
    previous = unpackPreviousVersion();
  });
  afterAll(() => previous.remove());
  beforeEach(async () => {
    ({ uri, drop } = nameDatabase('previous'));
    folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
    previous.writeContent(uri);
    client = new MongoClient(uri);
    db = client.db();
    await beginRemoval();
  });
  afterEach(async () => {
    await client.close();
    await drop();
    rmSync(folder, { recursive: true });
  });

  /** As that version leaves it when it is killed after its first step. */
  async function beginRemoval(): Promise<void> {
    const target = ObjectId.createFromHexString(PREVIOUS.removed);
    const found = await db.collection('conversations').findOne({ _id: target });
    const removal = { kind: 'conversation', target, visitor: { siteId: found?.['siteId'], visitorId: found?.['visitorId'] }, onlyEmpty: false };
    await db.collection('removals').insertOne({ _id: `conversation ${PREVIOUS.removed}` as never, ...removal, notedAt: new Date(0) });
    await db.collection('conversations').deleteOne({ _id: target });
  }

  /** Every document of every collection except the locks, and validators and indexes. */
  async function readAll(): Promise<Record<string, Document[]>> {
    const collections = await db.listCollections().toArray();
    const all: Record<string, Document[]> = {};
    for (const { name, options } of collections.toSorted((a, b) => a.name.localeCompare(b.name)) as { name: string; options?: Document }[]) {
      if (name === 'locks') continue;
      all[name] = await db.collection(name).find().sort({ _id: 1 }).toArray();
      all[`${name}: schema`] = [
        options?.['validator'] ?? {},
        ...(await db.collection(name).indexes()).toSorted((a, b) => String(a.name).localeCompare(String(b.name))),
      ];
    }
    return all;
  }

  /** What a lease does with time. */
  const endLeases = () => db.collection('locks').updateMany({}, { $set: { until: new Date(0) } });

  test('[STORE9] it opens with every document as it was written, and the fields that are new since have their defaults', async () => {
    const written = await readAll();
    const store = await openMongoStore({ uri, ...DEPS });
    const opened = await readAll();
    expect(opened['migrations']?.map(({ _id }) => _id)).toEqual(MIGRATIONS.map(({ number }) => number));
    for (const name of ['sites', 'users', 'sessions', 'visitors', 'conversations', 'messages', 'faqs']) {
      const kept = (written[name] ?? []).filter(
        ({ conversationId, visitorId }) => String(conversationId) !== PREVIOUS.removed && visitorId !== 'visitor-removed',
      );
      expect(kept.length, name).toBeGreaterThan(1);
      expect(opened[name]).toEqual(kept.map((document) => expect.objectContaining(document)));
    }
    const [conversation, site] = [await store.conversations.get(PREVIOUS.assigned), await store.sites.get(PREVIOUS.siteId)];
    expect(conversation).toMatchObject({ status: 'assigned', visitorName: 'Vera Sample', lastSeq: 4 });
    for (const { field, since, before } of fieldsOf(conversationRecord)) if (since) expect([field, conversation?.[field]]).toEqual([field, before]);
    for (const { field, since, before } of fieldsOf(siteRecord)) if (since) expect([field, site?.[field]]).toEqual([field, before]);
    await store.close();
  });

  test('[STORE10] what that version left incomplete is completed after the update, once, and its accounts and links still work', async () => {
    const server = await startServerProcess({ dataDir: folder, env: { MONGODB_URI: uri } });
    try {
      const account = { email: PREVIOUS.owner, password: PREVIOUS.password };
      const { accessToken: token } = await call<Session>(server.url, 'POST', '/auth/login', { body: account });
      const read = () => call<List<Message>>(server.url, 'GET', `/conversations/${PREVIOUS.waiting}/messages`, { token });
      await expect.poll(async () => (await read()).items.map(({ content }) => content)).toEqual(['How long does delivery take?', 'Two to four working days.']);
      expect(await db.collection('messages').countDocuments({ conversationId: ObjectId.createFromHexString(PREVIOUS.removed) })).toBe(0);
      expect(await db.collection('removals').countDocuments()).toBe(0);
      const invited = { token: PREVIOUS.inviteToken, name: 'Emil New', password: 'a completely new phrase' };
      expect((await call<Session>(server.url, 'POST', '/auth/accept-invite', { body: invited })).user.name).toBe('Emil New');
      expect((await read()).items).toHaveLength(2);
    } finally {
      await server.end('SIGTERM');
    }
  });

  test('[STORE11] a migration killed before or after any of its accesses to the database resumes at the next start and ends with the same database', async () => {
    const written = await readAll();
    const begin = async () => {
      for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
        const [validator, ...indexes] = written[`${name}: schema`] ?? [];
        if (validator === undefined) await db.collection(name).drop();
        else if (Object.keys(validator).length > 0) await db.command({ collMod: name, validator });
        for (const index of validator ? await db.collection(name).indexes() : [])
          if (!indexes.some((known) => known['name'] === index.name)) await db.collection(name).dropIndex(index.name ?? '');
      }
      await db.collection('migrations').deleteMany({ _id: { $gt: written['migrations']?.at(-1)?._id as never } });
    };
    expect(spawnSync(process.execPath, [MIGRATE, uri]).status).toBe(0);
    const expected = await readAll();
    let kills = 0;
    for (const when of ['before', 'after']) {
      // By default every other access; the two halves differ in which.
      for (let n = when === 'before' || IS_FULL ? 1 : 2; ; n += IS_FULL ? 1 : 2) {
        await begin();
        const { signal, status, stderr } = spawnSync(process.execPath, [MIGRATE, uri, when, String(n)]);
        expect([signal, status], String(stderr)).toEqual(signal ? ['SIGKILL', null] : [null, 0]);
        if (!signal) break;
        kills += 1;
        await endLeases();
        await migrate(createEngine(db, DEPS), () => new Date(0), NEXT_MIGRATIONS);
        expect(await readAll(), `killed ${when} access ${n}`).toEqual(expected);
      }
    }
    expect(kills).toBeGreaterThan(IS_FULL ? 40 : 20);
  }, 180_000);

  test('[STORE13] this version and the previous one refuse to start on a database of a newer version, in one sentence that says what to do', async () => {
    await openMongoStore({ uri, ...DEPS }).then((store) => store.close());
    await db.collection('migrations').insertOne({ _id: 99 as never, name: 'to come', appliedAt: new Date(0) });
    const written = await readAll();
    for (const main of [MAIN, previous.main]) {
      const env = { ...process.env, MONGODB_URI: uri, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' };
      const { status, stdout, stderr } = spawnSync(process.execPath, [main], { env, encoding: 'utf8' });
      expect(stderr).toMatch(
        /^The MongoDB at [\w.:]+ cannot be used: it was written by a newer version of SupportChat \(schema 99, this version knows \d+\); start that version or restore a backup\.\n$/,
      );
      expect([status, stdout]).toEqual([1, '']);
    }
    expect(await readAll()).toEqual(written);
  });

  test('[STORE13] so does an older version that was waiting while a newer one migrated', async () => {
    const engine = createEngine(db, DEPS);
    let isWaiting = false;
    const older = {
      ...engine,
      collection: (name: string) => {
        isWaiting ||= name === 'locks';
        return engine.collection(name);
      },
    };
    let starting: Promise<void> | undefined;
    await withLock(engine, 'migrations', { hasPassed: false }, async () => {
      starting = migrate(older, () => new Date(0));
      starting.catch(() => {});
      await expect.poll(() => isWaiting).toBe(true);
      for (const { number, name } of NEXT_MIGRATIONS.slice(-2))
        await db.collection('migrations').insertOne({ _id: number as never, name, appliedAt: new Date(0) });
    });
    await expect(starting).rejects.toThrow('written by a newer version of SupportChat');
  });
});
