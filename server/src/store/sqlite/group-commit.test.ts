import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { promisedTime } from '../../testing/promised-time.ts';
import {
  addConversation,
  addMessage,
  addSite,
  addTalk,
  aFaq,
  aJob,
  aMessage,
  anActivity,
  anAgent,
  aVisitor,
  newId,
  ofAgent,
  say,
} from '../contract/samples.ts';
import type { HeldJob, NewJob } from '../port/jobs.ts';
import type { ThreadEntryRecord } from '../port/thread-entries.ts';
import type { Store } from '../store.ts';
import { type Connection, openConnection } from './connection.ts';
import { migrate } from './migrations.ts';
import { createSqliteStore } from './open-sqlite.ts';
import { createReaderHere } from './reader.ts';

const UNAVAILABLE = { status: 'rejected', reason: { code: 'UNAVAILABLE', retryAfterMs: 1000 } };

let folder: string;
let file: string;
let connection: Connection;
let store: Store;
let now: number;
let problems: unknown[];
/** How long a commit appears to take, in milliseconds. */
let commitMs: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-'));
  file = join(folder, 'supportchat.db');
  now = 0;
  commitMs = 0;
  open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function open(): void {
  problems = [];
  connection = openConnection(file);
  migrate(connection, () => new Date(now));
  const onProblem = (problem: unknown) => void problems.push(problem);
  // Time advances only within commits.
  const stopwatch = () => (commitMs === 0 ? 0 : commitMs * countCommits());
  store = createSqliteStore(connection, { clock: () => new Date(now), onProblem, stopwatch }, createReaderHere(connection.sql));
}

describe('one transaction per turn', () => {
  test('64 messages of one turn are one commit, those of eight turns are eight', async () => {
    const conversation = await addConversation(store);
    const commitsOf = async (act: () => Promise<unknown>) => {
      const before = countCommits();
      await act();
      return countCommits() - before;
    };
    const add = () => addMessage(store, aMessage(conversation));
    expect(await commitsOf(() => Promise.all(Array.from({ length: 64 }, add)))).toBe(1);
    expect(await commitsOf(() => say(store, conversation, ...Array.from({ length: 8 }, () => ({}))))).toBe(8);
    expect(await commitsOf(() => Promise.all([add(), store.checkWritable(), store.agents.add(anAgent()), store.sites.remove(newId())]))).toBe(1);
  });

  test('after a slow commit, the writes of several turns share the next one', async () => {
    const conversation = await addConversation(store);
    const add = () => addMessage(store, aMessage(conversation));
    const commitsOfTwoTurns = async () => {
      const before = countCommits();
      const first = add();
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all([first, add()]);
      return countCommits() - before;
    };
    await add();
    expect(await commitsOfTwoTurns()).toBe(2);
    commitMs = 10;
    await add();
    expect(await commitsOfTwoTurns()).toBe(1);
  });

  test('[MSG21] the end of a job that may be repeated is written with the next commit, or by itself within a second', async () => {
    const conversation = await addConversation(store);
    const added = await say(store, conversation, ...Array.from({ length: 3 }, (_, index) => ({ jobs: [aJob({ key: String(index) })] })));
    const [one, two, three] = added.flatMap(({ jobs }) => jobs);
    const onDisk = () => connection.sql.all<{ key: string }>(`SELECT jobs ->> '$[0].key' AS key FROM messages WHERE jobs IS NOT NULL`).map(({ key }) => key);
    const end = (job: HeldJob | undefined) => store.jobs.end(job as HeldJob, { done: [], soon: true });
    const before = countCommits();
    await end(one);
    await addMessage(store, aMessage(conversation));
    expect(onDisk()).toEqual(['1', '2']);
    expect(countCommits() - before).toBe(1);
    await end(two);
    await expect.poll(onDisk, { timeout: 5000 }).toEqual(['2']);
    await end(three);
    await store.close();
    open();
    expect(onDisk()).toEqual([]);
  });

  test('[JOB9] a message is one commit, with a job or without', async () => {
    const conversation = await addConversation(store);
    const commitsOf = async (jobs: NewJob[]) => {
      const before = countCommits();
      await addMessage(store, aMessage(conversation, { jobs }));
      expect(await store.jobs.claim(['other'], 4, 1000)).toEqual([]);
      return countCommits() - before;
    };
    expect(await commitsOf([])).toBe(1);
    expect(await commitsOf([aJob()])).toBe(1);
  });

  test('a promise resolves when another connection can read its result, in call order', async () => {
    const conversation = await addConversation(store);
    const reader = new Database(file, { readonly: true });
    const seen: [number, unknown][] = [];
    const count = reader.prepare('SELECT count(*) FROM messages').pluck();
    const add = () => addMessage(store, aMessage(conversation)).then(({ message }) => seen.push([message.seq, count.get()]));
    await Promise.all([add(), add(), add()]);
    expect(seen).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    reader.close();
  });

  test('a cached conversation is dropped when an act is rolled back, and when another connection writes', async () => {
    const conversation = await addConversation(store);
    const activity = anActivity(conversation._id);
    await store.conversations.requestHuman(conversation._id, activity, new Date(now));
    const claim = { assignIfUnassigned: { agentId: newId(), activity } };
    const [undone, added] = await Promise.allSettled([
      addMessage(store, { ...aMessage(conversation, ofAgent), ...claim }),
      addMessage(store, aMessage(conversation)),
    ]);
    expect(undone).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(added).toMatchObject({ value: { message: { seq: 1 }, conversation: { assignedAgent: null, lastSeq: 1 } } });
    const other = new Database(file);
    other.prepare('UPDATE conversations SET unreadCount = 7').run();
    other.close();
    expect(await addMessage(store, aMessage(conversation))).toMatchObject({ conversation: { unreadCount: 8, lastSeq: 2 } });
    await store.sites.remove(conversation.siteId);
    await expect(addMessage(store, aMessage(conversation))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('only the act that fails after a write is rolled back', async () => {
    const site = await addSite(store);
    const conversation = await addConversation(store, { siteId: site._id });
    const activity = anActivity(conversation._id);
    const change = (revision: number, happened: ThreadEntryRecord[]) =>
      store.conversations.change(conversation._id, revision, { status: 'assigned', assignedAgent: 'ann' }, happened, new Date(now));
    const results = await Promise.allSettled([
      change(0, [activity]),
      change(1, [anActivity(conversation._id), activity]),
      change(1, [anActivity(conversation._id)]),
    ]);
    expect(results).toMatchObject([{ value: { revision: 1 } }, { reason: { code: 'CONFLICT' } }, { value: { revision: 2 } }]);
    expect(await store.conversations.listEntries(conversation._id, 10)).toHaveLength(2);
  });

  test('an act that fails before it writes does not affect the others', async () => {
    const site = await addSite(store);
    const visitor = aVisitor(site._id);
    const wrong = { ...aFaq(site._id), question: null as unknown as string };
    const results = await Promise.allSettled([
      store.visitors.add(visitor),
      store.faqs.add(aFaq(newId())),
      store.faqs.add(wrong),
      store.visitors.add({ ...visitor, visitorId: 'other' }),
    ]);
    expect(results).toMatchObject([{ value: true }, { reason: { code: 'NOT_FOUND' } }, { reason: { code: 'SQLITE_CONSTRAINT_NOTNULL' } }, { value: true }]);
    expect(await store.visitors.get(site._id, 'other')).not.toBeNull();
    expect(problems).toEqual([]);
  });
});

describe('[ST1] a commit that fails', () => {
  test('another process holds the lock: all acts of the turn are rejected, reads continue, and writes recover by themselves', async () => {
    const conversation = await addTalk(store, { visitorName: 'Hello' });
    const other = new Database(file);
    other.exec('BEGIN EXCLUSIVE');
    const add = (content: string) => addMessage(store, aMessage(conversation, { content, clientMessageId: content }));
    expect(await Promise.allSettled([add('one'), add('two'), store.checkWritable()])).toMatchObject([UNAVAILABLE, UNAVAILABLE, UNAVAILABLE]);
    expect(await store.conversations.get(conversation._id)).toEqual(conversation);
    expect(problems).toMatchObject([{ code: 'SQLITE_BUSY' }]);
    const begun = performance.now();
    expect(await Promise.allSettled([add('one')])).toMatchObject([UNAVAILABLE]);
    expect(performance.now() - begun).toBeLessThan(promisedTime(500));
    expect(problems).toHaveLength(1);
    expect((await store.conversations.search({ limit: 10, search: 'hello' })).items).toMatchObject([conversation]);
    other.exec('ROLLBACK');
    expect(await add('one')).toMatchObject({ duplicate: false, message: { seq: 2 } });
    expect(connection.pragma('busy_timeout')).toBe(1000);
    other.close();
  });

  test('the disk is full: what does not fit is rejected and not stored in part, existing data stays, and writes recover once there is space', async () => {
    const conversation = await addConversation(store);
    const [first] = await say(store, conversation, { content: 'small' });
    connection.pragma(`max_page_count = ${Number(connection.pragma('page_count')) + 2}`);
    const big = aMessage(conversation, { content: 'big '.repeat(20_000) });
    const small = aMessage(conversation, { content: 'small too' });
    expect(await Promise.allSettled([addMessage(store, big)])).toMatchObject([UNAVAILABLE]);
    expect((await store.messages.list(conversation._id, { limit: 10 })).messages).toEqual([first?.message]);
    expect(await store.conversations.get(conversation._id)).toEqual(first?.conversation);
    const [ofBig, ofSmall] = await Promise.allSettled([addMessage(store, big), addMessage(store, small)]);
    expect(ofBig).toMatchObject(UNAVAILABLE);
    const kept = (await store.messages.list(conversation._id, { limit: 10 })).messages.map(({ content }) => content);
    expect(kept).toEqual(ofSmall?.status === 'fulfilled' ? ['small', 'small too'] : ['small']);
    connection.pragma('max_page_count = 1000000');
    expect(await addMessage(store, big)).toMatchObject({ duplicate: false, message: { seq: kept.length + 1 } });
    expect((await store.conversations.search({ limit: 10, search: 'big' })).items).toHaveLength(1);
  });

  test('the file is damaged: nothing is acknowledged before it was reopened and checked, and repairs are attempted once a second', async () => {
    const conversation = await addConversation(store);
    await Promise.all(Array.from({ length: 400 }, () => addMessage(store, aMessage(conversation, { content: 'x'.repeat(2000) }))));
    await store.close();
    open();
    const bytes = readFileSync(file);
    truncateSync(file, Math.floor(bytes.length / 8192) * 4096);
    await expect(store.messages.list(conversation._id, { limit: 400 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await Promise.allSettled([store.checkWritable()])).toMatchObject([UNAVAILABLE]);
    expect(String(problems.at(-1))).toContain('restore a backup');
    writeFileSync(file, bytes);
    expect(await Promise.allSettled([store.checkWritable()])).toMatchObject([UNAVAILABLE]);
    now += 1000;
    await expect(store.checkWritable()).resolves.toBeUndefined();
    expect((await store.messages.list(conversation._id, { limit: 400 })).messages).toHaveLength(400);
  });
});

/** Commits since the write-ahead log started: its frames that end a transaction (https://sqlite.org/fileformat2.html#walformat). */
function countCommits(): number {
  const log = readFileSync(`${file}-wal`);
  const frameSize = 24 + log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let commits = 0;
  for (let start = 32; start + frameSize <= log.length; start += frameSize) {
    const isCommit = log.readUInt32BE(start + 4) !== 0;
    if (isCommit && log.subarray(start + 8, start + 16).equals(salt)) commits++;
  }
  return commits;
}
