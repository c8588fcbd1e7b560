import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Message, Session } from '@supportchat/protocol';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { call } from '../../../faults/installation.ts';
import { startServerProcess } from '../../../faults/server-process.ts';
import { NEXT_MIGRATIONS } from '../../testing/previous/next-sqlite-migrations.ts';
import { PREVIOUS, type PreviousVersion, unpackPreviousVersion } from '../../testing/previous/previous-version.ts';
import { startTestApplication } from '../../testing/test-application.ts';
import { connectVisitor } from '../../testing/test-client.ts';
import { conversationRecord } from '../port/conversations.ts';
import { fieldsOf } from '../port/record.ts';
import { siteRecord } from '../port/sites.ts';
import { openConnection } from './connection.ts';
import { MIGRATIONS, migrate } from './migrations.ts';
import { openSqliteStore } from './open-sqlite.ts';

const MIGRATE = fileURLToPath(import.meta.resolve('../../testing/previous/migrate-sqlite.ts'));
/** Where the records are; the other tables are indexes and notes. */
const RECORDS = ['sites', 'users', 'sessions', 'visitors', 'conversations', 'messages', 'activity', 'faqs'];
/** So large that copying it takes some time. */
const PADDING = 'CREATE TABLE padding AS SELECT randomblob(60000000) AS bytes';
const MAIN = fileURLToPath(import.meta.resolve('../../main.ts'));
const PRLIMIT = '/usr/bin/prlimit';

type Row = Record<string, unknown>;

let previous: PreviousVersion;
let folder: string;
let file: string;
beforeAll(() => {
  previous = unpackPreviousVersion();
});
afterAll(() => previous.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
  file = join(folder, 'supportchat.db');
  copyFileSync(previous.databaseFile, file);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Each table with its rows, and the definitions of all. Of the padding, the length. */
function readAll(path: string): Record<string, Row[]> {
  const database = new Database(path, { readonly: true });
  try {
    const definitions = database.prepare<[], { name: string; type: string; sql: string }>('SELECT name, type, sql FROM sqlite_schema ORDER BY name').all();
    const tables = definitions.filter(({ type, sql }) => type === 'table' && !sql.startsWith('CREATE VIRTUAL'));
    return {
      definitions,
      ...Object.fromEntries(
        tables.map(({ name }) => [name, database.prepare<[], Row>(name === 'padding' ? 'SELECT length(bytes) FROM padding' : `SELECT * FROM "${name}"`).all()]),
      ),
    };
  } finally {
    database.close();
  }
}

/** The records of the previous version, without those whose removal had begun; only its own fields. */
function recordsOf(path: string): Record<string, Row[]> {
  const before = readAll(previous.databaseFile);
  const all = readAll(path);
  const isRemoved = (row: Row) => [row['_id'], row['conversationId']].includes(PREVIOUS.removed) || row['visitorId'] === 'visitor-removed';
  return Object.fromEntries(
    RECORDS.map((table) => {
      // A pending answer is a job now.
      const fields = Object.keys(before[table]?.[0] ?? {}).filter((field) => field !== 'pending');
      const rows = (all[table] ?? []).filter((row) => !isRemoved(row));
      return [table, rows.map((row) => Object.fromEntries(fields.map((field) => [field, row[field]])))];
    }),
  );
}

/** The copies beside the file. */
const copies = () => readdirSync(folder).filter((name) => name.includes('.before-'));
const copyBefore = (number: number) => `${basename(file)}.before-${String(number).padStart(4, '0')}`;

test('[STORE9] a database of the previous version opens with every record as it was written, after a copy of its file, and with the defaults of new fields', async () => {
  const written = readAll(file);
  const isNewer = (MIGRATIONS.at(-1)?.number ?? 0) > Number(written['migrations']?.at(-1)?.['number']);
  const store = openSqliteStore({ file });
  const [conversation, site] = [await store.conversations.get(PREVIOUS.assigned), await store.sites.get(PREVIOUS.siteId)];
  expect(conversation).toMatchObject({ status: 'assigned', visitorName: 'Vera Sample', lastSeq: 4 });
  for (const { field, since, before } of fieldsOf(conversationRecord)) if (since) expect([field, conversation?.[field]]).toEqual([field, before]);
  for (const { field, since, before } of fieldsOf(siteRecord)) if (since) expect([field, site?.[field]]).toEqual([field, before]);
  await store.close();
  expect(recordsOf(file)).toEqual(recordsOf(previous.databaseFile));
  expect(recordsOf(file)['messages']?.length).toBeGreaterThan(7);
  const pending = written['messages']?.filter((row) => row['pending'] === 'answer').map(({ _id }) => _id);
  expect(readAll(file)['jobs']?.map(({ kind, key, state }) => [kind, key, state])).toEqual(pending?.map((id) => ['answer', id, 'waiting']));
  expect(pending).toHaveLength(1);
  expect(copies()).toHaveLength(isNewer ? 1 : 0);
  for (const copy of copies()) expect(readAll(join(folder, copy))).toEqual(written);
});

test('[STORE9] a step that adds a field with a default changes no other', () => {
  const written = readAll(file);
  const connection = openConnection(file);
  migrate(connection, () => new Date(0), NEXT_MIGRATIONS);
  connection.close();
  const first = Number(written['migrations']?.at(-1)?.['number']) + 1;
  expect(copies()).toEqual([copyBefore(first)]);
  expect(readAll(join(folder, copyBefore(first)))).toEqual(written);
  expect(recordsOf(file)).toEqual(recordsOf(previous.databaseFile));
  const after = readAll(file);
  expect(new Set(after['conversations']?.map(({ mood }) => mood))).toEqual(new Set(['calm']));
  expect(after['moods']).toHaveLength(after['conversations']?.length ?? 0);
});

test('[STORE10] what the previous version left incomplete is completed after the update, once, and its accounts, links and visitors still work', async () => {
  expect(readAll(file)['removals']).toHaveLength(1);
  const here = await startTestApplication({ file, existing: true });
  try {
    const token = here.owner.accessToken;
    const read = () => here.api<{ items: Message[] }>('GET', `/conversations/${PREVIOUS.waiting}/messages`, { token });
    await expect.poll(async () => (await read()).items.map(({ content }) => content)).toEqual(['How long does delivery take?', 'Two to four working days.']);
    await expect.poll(() => readAll(file)['messages']?.filter(({ conversationId }) => conversationId === PREVIOUS.removed)).toEqual([]);
    expect((await read()).items).toHaveLength(2);

    const { user } = await here.api<Session>('POST', '/auth/refresh', { headers: { cookie: `sc_refresh=${PREVIOUS.refreshToken}` } });
    expect(user.email).toBe(PREVIOUS.owner);
    const account = { token: PREVIOUS.inviteToken, name: 'Emil New', password: 'a completely new phrase' };
    expect((await here.api<Session>('POST', '/auth/accept-invite', { body: account })).user.name).toBe('Emil New');
    const known = { siteKey: PREVIOUS.siteKey, visitorId: 'visitor-assigned', visitorToken: PREVIOUS.visitorToken };
    const visitor = await connectVisitor(here.url, known, { extraHeaders: { origin: 'https://shop.example' } });
    expect(visitor.conversationId).toBe(PREVIOUS.assigned);
    expect(visitor.joined.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    visitor.client.close();
  } finally {
    await here.close();
  }
});

test('[STORE11] a migration killed before any of its accesses to the file resumes at the next start and ends with the same database', () => {
  const path = (name: string) => {
    copyFileSync(previous.databaseFile, join(folder, name));
    return join(folder, name);
  };
  const undisturbed = path('undisturbed.db');
  expect(spawnSync(process.execPath, [MIGRATE, undisturbed]).status).toBe(0);
  const expected = readAll(undisturbed);
  const copyOf = (name: string) => copies().find((copy) => copy.startsWith(`${name}.before-`) && !copy.endsWith('.tmp')) ?? '';
  const copied = readAll(join(folder, copyOf('undisturbed.db')));

  let kills = 0;
  for (let n = 1; ; n += 1) {
    const name = `killed-${n}.db`;
    const killed = path(name);
    const { signal, status, stderr } = spawnSync(process.execPath, [MIGRATE, killed, String(n)]);
    expect([signal, status], String(stderr)).toEqual(signal ? ['SIGKILL', null] : [null, 0]);
    if (!signal) break;
    kills += 1;
    expect(spawnSync(process.execPath, [MIGRATE, killed]).status).toBe(0);
    expect(readAll(killed), `killed before access ${n}`).toEqual(expected);
    expect(readAll(join(folder, copyOf(name)))).toEqual(copied);
    expect(existsSync(`${join(folder, copyOf(name))}.tmp`)).toBe(false);
  }
  expect(kills).toBeGreaterThan(12);
});

test('[STORE11] a start killed while it copies the file leaves no incomplete copy under its name, and the next start makes a complete one', async () => {
  const database = new Database(file);
  database.exec(PADDING);
  database.close();
  const written = readAll(file);
  const child = spawn(process.execPath, [MIGRATE, file], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  while (copies().length === 0 && child.exitCode === null) await turn();
  child.kill('SIGKILL');
  await exited;
  const [left = ''] = copies();
  expect(left).toMatch(/\.before-\d{4}\.tmp$/);
  expect(spawnSync(process.execPath, [MIGRATE, file]).status).toBe(0);
  expect(copies()).toEqual([left.replace('.tmp', '')]);
  expect(readAll(join(folder, left.replace('.tmp', '')))).toEqual(written);
});

test.runIf(existsSync(PRLIMIT))('[STORE12] a migration without the space for a copy leaves the file as it is and says how much to free', () => {
  const written = readAll(file);
  const { stderr, signal, status } = spawnSync(PRLIMIT, ['--fsize=100000', process.execPath, MIGRATE, file], { encoding: 'utf8' });
  expect([signal, status]).toEqual([null, 1]);
  expect(stderr).toMatch(/Error: it could not be copied before its migration \(.+\), and is unchanged; free at least 1 MB on its disk and start again\n/);
  expect(copies()).toEqual([]);
  expect(readAll(file)).toEqual(written);
});

test('[STORE13] this version and the previous one refuse to start on a database of a newer version, in one sentence that says what to do', () => {
  expect(spawnSync(process.execPath, [MIGRATE, file]).status).toBe(0);
  const schema = NEXT_MIGRATIONS.at(-1)?.number;
  const written = readAll(file);
  for (const main of [MAIN, previous.main]) {
    const env = { ...process.env, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [main], { env, encoding: 'utf8' });
    expect(stderr).toMatch(
      new RegExp(
        `^The database ${file} cannot be opened: it was written by a newer version of SupportChat \\(schema ${schema}, this version knows \\d+\\); start that version or restore a backup\\.\n$`,
      ),
    );
    expect([status, stdout]).toEqual([1, '']);
  }
  expect(readAll(file)).toEqual(written);
});

test('[INST14] the previous version, running, continues on a file that this version has migrated meanwhile', async () => {
  const old = await startServerProcess({ dataDir: folder, main: previous.main });
  try {
    const account = { email: PREVIOUS.owner, password: PREVIOUS.password };
    const { accessToken: token } = await call<Session>(old.url, 'POST', '/auth/login', { body: account });
    const visit = () => connectVisitor(old.url, { siteKey: PREVIOUS.siteKey }, { extraHeaders: { origin: 'https://shop.example' } });
    const before = await visit();
    await before.send('Written before the migration');
    expect(spawnSync(process.execPath, [MIGRATE, file]).status).toBe(0);
    await before.send('Written after it');
    const after = await visit();
    await after.send('In a conversation that began after it');
    const { siteId } = PREVIOUS;
    await call(old.url, 'PATCH', `/sites/${siteId}`, { token, body: { name: 'Renamed' } });
    await call(old.url, 'POST', '/faqs', { token, body: { siteId, question: 'Is it open?', answer: 'Until six.' } });
    await call(old.url, 'POST', '/agents', { token, body: { email: 'fay@shop.example', name: 'Fay Late', role: 'agent', siteIds: [siteId] } });
    await call(old.url, 'PATCH', `/conversations/${before.conversationId}`, { token, body: { assignedAgent: 'me' } });
    for (const visitor of [before, after]) visitor.client.close();
    expect(await old.end('SIGTERM')).toEqual({ code: 0, signal: null });
    const rows = readAll(file);
    expect(rows['messages']?.slice(-3).map(({ content }) => content)).toEqual([
      'Written before the migration',
      'Written after it',
      'In a conversation that began after it',
    ]);
    expect(rows['conversations']?.map(({ mood }) => mood)).toEqual(rows['conversations']?.map(() => 'calm'));
    for (const [table, name] of [
      ['sites', 'Renamed'],
      ['users', 'Fay Late'],
    ] as const)
      expect(rows[table]?.map((row) => row['name'])).toContain(name);
  } finally {
    await old.end('SIGKILL');
  }
});
