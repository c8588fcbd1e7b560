import { type SimpleStores, simpleStores } from '../../port/simple-stores.ts';
import type { ThreadEntryRecord } from '../../port/thread-entries.ts';
import type { Sql } from '../../sqlite/connection.ts';
import { defineTable, type Table } from '../../sqlite/table.ts';
import { activity, agentReadMarks, conversations, faqs, jobs, sessions, sites, storedMessages, users, visitors } from '../../sqlite/tables.ts';
import type { Key, Part, Row, Rows } from '../rows.ts';

/** The tables of the parts; the activity of a conversation is in a table of its own. */
const TABLES: Record<Part, Table<Row>> = {
  sites: sites,
  users: users,
  sessions: sessions,
  visitors: visitors,
  faqs: faqs,
  conversations: conversations as unknown as Table<Row>,
  messages: storedMessages,
  jobs: jobs,
  agentReadMarks: agentReadMarks,
  ...(Object.fromEntries(simpleStores().map(([name, { record }]) => [name, defineTable(record)])) as unknown as Record<keyof SimpleStores, Table<Row>>),
};

/** By `rowid`: in the order written. */
const ACTIVITY = `SELECT ${activity.columns()} FROM activity WHERE conversationId >= @first AND conversationId <= @last ORDER BY conversationId, rowid`;

export function countRows(sql: Sql, part: Part): number {
  return sql.get<{ count: number }>(`SELECT count(*) AS count FROM ${part}`)?.count ?? 0;
}

/** The rows after the key, ordered by key. */
export function readRows(sql: Sql, part: Part, after: Key | null, limit: number): Row[] {
  const columns = TABLES[part].columns();
  const [first = '', second = ''] = after ?? [];
  const text =
    part === 'visitors'
      ? `SELECT ${columns} FROM visitors WHERE (siteId, visitorId) > (@first, @second) ORDER BY siteId, visitorId LIMIT @limit`
      : `SELECT ${columns} FROM ${part} WHERE _id > @first ORDER BY _id LIMIT @limit`;
  const rows = sql.all(text, { first, limit, ...(part === 'visitors' && { second }) }).map(TABLES[part].toRecord);
  if (part === 'jobs') return rows.map((row) => ({ ...row, leaseId: null, leaseUntil: null }));
  return part === 'conversations' ? withActivity(sql, rows as Rows['conversations'][]) : rows;
}

export function insertRows(sql: Sql, part: Part, rows: Row[]): void {
  const { insert, toValues } = TABLES[part];
  for (const row of rows) {
    sql.run(insert, toValues(row));
    if (part === 'conversations') for (const happened of (row as Rows['conversations']).activity) sql.run(activity.insert, activity.toValues(happened));
  }
}

function withActivity(sql: Sql, rows: Rows['conversations'][]): Row[] {
  if (rows.length === 0) return rows;
  const happened = sql.all(ACTIVITY, { first: rows[0]?._id, last: rows.at(-1)?._id }).map(activity.toRecord);
  const byConversation = Map.groupBy<string, ThreadEntryRecord>(happened, ({ conversationId }) => conversationId);
  return rows.map((row) => ({ ...row, activity: byConversation.get(row._id) ?? [] }));
}
