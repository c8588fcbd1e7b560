import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addMessage, addTalk, aFaq, aJob, aMessage, anAgent, aReadMark, at, aVisitor, newId, ofAgent } from '../contract/samples.ts';
import type { AgentRecord } from '../port/agents.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { HeldJob } from '../port/jobs.ts';
import type { Store } from '../store.ts';
import { type Connection, openConnection } from './connection.ts';
import { migrate } from './migrations.ts';
import { createSqliteStore } from './open-sqlite.ts';
import { createReaderHere } from './reader.ts';

let connection: Connection;
let store: Store;
let conversation: ConversationRecord;
let user: AgentRecord;
let cursor: string | undefined;
let waitingCursor: string | undefined;
beforeEach(async () => {
  connection = openConnection(':memory:');
  migrate(connection, () => at(0));
  store = createSqliteStore(connection, { clock: () => at(0), onProblem: () => {} }, createReaderHere(connection.sql));
  user = anAgent();
  await store.agents.add(user);
  conversation = await addTalk(store);
  for (let count = 0; count < 3; count++) await addTalk(store, { siteId: conversation.siteId });
  cursor = (await store.conversations.list({ limit: 1 })).nextCursor ?? undefined;
  waitingCursor = (await store.conversations.list({ limit: 1, waiting: true })).nextCursor ?? undefined;
});
afterEach(async () => {
  await store.close();
});

/** Full scans that are allowed: tables that stay small whatever the traffic, partial results and search hits. */
const SMALL =
  /^SCAN (sites|statuses|json_each|scopes|spans|found|hits|indexProgress|removals|CONSTANT ROW|\(subquery-\d+\)|messages USING INDEX messages_pending|.* VIRTUAL TABLE INDEX )/;

const READS: [string, () => Promise<unknown>][] = [
  ['the inbox', () => store.conversations.list({ limit: 30, status: ['open', 'assigned'] })],
  ['the inbox of some sites', () => store.conversations.list({ limit: 30, siteIds: [conversation.siteId] })],
  ['the next page of the inbox', () => store.conversations.list({ limit: 30, cursor })],
  ["an agent's conversations", () => store.conversations.list({ limit: 30, assignedAgent: newId(), status: ['assigned'] })],
  ['unassigned conversations', () => store.conversations.list({ limit: 30, assignedAgent: null })],
  ['conversations that wait', () => store.conversations.list({ limit: 30, waiting: true })],
  ['a search', () => store.conversations.search({ limit: 30, search: 'hello' })],
  ['the next page of those that wait', () => store.conversations.list({ limit: 30, waiting: true, cursor: waitingCursor })],
  ['a search that finds nothing', () => store.conversations.search({ limit: 30, search: 'nowhere' })],
  ['counts', () => store.conversations.countInbox({ agentId: newId() })],
  ['the current conversation of a visitor', () => store.conversations.getCurrentOf(conversation.siteId, 'visitor')],
  ["a visitor's earlier conversations", () => store.conversations.listEarlierThan(conversation, 5)],
  ['activity', () => store.conversations.listEntries(conversation._id, 100)],
  ['a page of messages', () => store.messages.list(conversation._id, { limit: 30 })],
  ['older messages', () => store.messages.list(conversation._id, { beforeSeq: 9, limit: 30 })],
  ['messages after a seq', () => store.messages.list(conversation._id, { afterSeq: 9, limit: 30 })],
  ['a message sent before', () => store.messages.findSentByVisitor(conversation.siteId, 'visitor', 'same')],
  ["an agent's read marks", () => store.agentReadMarks.listOf(user._id, [conversation._id])],
  ['due jobs', () => store.jobs.claim(['answer'], 10, 1000)],
  ['active FAQs', () => store.faqs.listActive(conversation.siteId, { limit: 500 })],
  ['FAQs', () => store.faqs.list({ limit: 30 })],
  ['a search of FAQs', () => store.faqs.list({ limit: 30, search: 'delivery' })],
  ['a report', () => store.analytics.report({ boundaries: [at(0), at(9)], of: ['conversations', 'resolutions', 'messages'] })],
];
const WRITES: [string, () => Promise<unknown>][] = [
  ['a message', () => addMessage(store, aMessage(conversation, ofAgent))],
  ['reading', () => store.conversations.markRead(conversation._id, 'agent', 1, at(2))],
  ["an agent's read mark", () => store.agentReadMarks.set(aReadMark(conversation))],
  ['a conversation', () => store.conversations.add({ ...conversation, _id: newId(), visitorId: newId() })],
  ['a visitor', () => store.visitors.add(aVisitor(conversation.siteId))],
  ['an FAQ', () => store.faqs.add(aFaq(conversation.siteId))],
  ['a job', () => store.jobs.add([aJob({ siteId: conversation.siteId, conversationId: conversation._id })])],
  [
    'the end of a job',
    async () => {
      await store.jobs.add([aJob()]);
      return store.jobs.end((await store.jobs.claim(['answer'], 1, 1000))[0] as HeldJob, { done: [] });
    },
  ],
  ['removing a conversation', () => store.conversations.remove(conversation._id)],
  ['a change of password', () => store.agents.replacePassword(user._id, { from: 'hash', to: 'another', keptSession: newId() }, at(2))],
  ['removing expired sessions', () => store.sessions.removeExpired(at(0))],
];

test.each([...READS, ...WRITES])('%s scans no table from end to end', async (_what, act) => {
  const statements = await statementsOf(act);
  expect(statements).not.toEqual([]);
  const scans = statements.flatMap((text) => planOf(text).filter((step) => step.startsWith('SCAN ') && !SMALL.test(step)));
  expect(scans).toEqual([]);
});

test('[ST90] waiting conversations are read from their index in order, and sorted only across sites', async () => {
  const [text] = await statementsOf(() => store.conversations.list({ limit: 30, waiting: true }));
  const plan = planOf(text ?? '');
  expect(plan).toContainEqual(expect.stringContaining('SEARCH c USING INDEX conversations_waiting (siteId=? AND status=? AND (waitingSince,_id)>(?,?))'));
  expect(plan.filter((step) => step.includes('TEMP B-TREE FOR ORDER BY'))).toHaveLength(1);
});

test('a scan of messages would be detected', () => {
  expect(planOf('SELECT count(*) FROM messages WHERE content = @content')).toEqual([expect.not.stringMatching(SMALL)]);
});

test.each(READS)('%s takes as many statements for many rows as for few', async (_what, act) => {
  const forFew = await statementsOf(act);
  for (let count = 0; count < 9; count++) await addTalk(store, { siteId: conversation.siteId });
  expect(await statementsOf(act)).toEqual(forFew);
});

/** The statements that the act ran, without those of the transaction. */
async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const spies = [vi.spyOn(connection.sql, 'get'), vi.spyOn(connection.sql, 'all'), vi.spyOn(connection.sql, 'run')];
  await act();
  const texts = spies.flatMap((spy) => spy.mock.calls.map(([text]) => text));
  vi.restoreAllMocks();
  return texts.filter((text) => /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/.test(text));
}

function planOf(text: string): string[] {
  const named = [...text.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]);
  const parameters = named.length > 0 ? Object.fromEntries(named) : [...text.matchAll(/\?/g)].map(() => null);
  return connection.sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, parameters).map(({ detail }) => detail);
}
