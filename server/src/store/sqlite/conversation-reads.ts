import { readCursor, toPage, writeCursor } from '../cursor.ts';
import type { ConversationStore, InboxCounts, SearchMatch } from '../port/conversations.ts';
import { messageRecord } from '../port/messages.ts';
import { picked } from '../port/record.ts';
import type { Sql } from './connection.ts';
import { COUNT_INBOX, listStatement, orderOf, scopeParameters, searchStatement } from './conversation-queries.ts';
import { matchTerms } from './full-text.ts';
import { defineTable, type Table } from './table.ts';
import { conversations } from './tables.ts';

const matches: Table<SearchMatch> = defineTable(picked(messageRecord, ['_id', 'seq', 'senderType', 'content', 'createdAt']));
const MATCHES = `SELECT number, ${matches.columns()} FROM messages WHERE number IN (SELECT value FROM json_each(@numbers))`;

type Request<Act extends 'list' | 'search'> = Parameters<ConversationStore[Act]>[0];
type Answer<Act extends 'list' | 'search'> = Awaited<ReturnType<ConversationStore[Act]>>;

export function list(sql: Sql, { limit, cursor, ...filter }: Request<'list'>): Answer<'list'> {
  const order = orderOf(filter);
  const [at, id] = cursor === undefined ? order.top : readCursor(order.name, cursor, order.top);
  const rows = sql.all(listStatement(filter), { ...scopeParameters(filter), assignedAgent: filter.assignedAgent ?? null, at, id, limit });
  return toPage(rows.map(conversations.toRecord), limit, (last) => writeCursor(order.name, order.positionOf(last)));
}

export function search(sql: Sql, { limit, cursor, search: text, ...filter }: Request<'search'>): Answer<'search'> {
  const order = orderOf(filter);
  const [at, id] = cursor === undefined ? order.top : readCursor(order.name, cursor, order.top);
  const match = matchTerms(text, filter.siteIds);
  if (!match) return { items: [], nextCursor: null };
  const parameters = { ...scopeParameters(filter), match, assignedAgent: filter.assignedAgent ?? null, at, id, limit };
  const rows = sql.all<{ hit: number | null }>(searchStatement(filter), parameters);
  const hits = readMatches(
    sql,
    rows.flatMap(({ hit }) => hit ?? []),
  );
  const found = rows.map(({ hit, ...row }) => ({ ...conversations.toRecord(row), match: hits.get(hit) ?? null }));
  return toPage(found, limit, (last) => writeCursor(order.name, order.positionOf(last)));
}

function readMatches(sql: Sql, numbers: number[]): Map<number | null, SearchMatch> {
  const rows = sql.all<{ number: number }>(MATCHES, { numbers: JSON.stringify(numbers) });
  return new Map(rows.map(({ number, ...row }) => [number, matches.toRecord(row)]));
}

export function countInbox(sql: Sql, { siteIds, agentId }: Parameters<ConversationStore['countInbox']>[0]): InboxCounts {
  const parameters = { ...scopeParameters({ siteIds, status: ['open', 'assigned'] }), agentId };
  const { oldestWaitingSince: oldest, ...counts } = sql.get(COUNT_INBOX, parameters) as Omit<InboxCounts, 'oldestWaitingSince'> & {
    oldestWaitingSince: number | null;
  };
  return { ...counts, oldestWaitingSince: oldest === null ? null : new Date(oldest) };
}
