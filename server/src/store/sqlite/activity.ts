import type { ThreadEntryRecord } from '../port/thread-entries.ts';
import type { Sql } from './connection.ts';
import { activity } from './tables.ts';

const NEWEST = `SELECT ${activity.columns()} FROM activity WHERE conversationId = @conversationId ORDER BY createdAt DESC, rowid DESC LIMIT @limit`;

export function addActivity(sql: Sql, happened: ThreadEntryRecord): void {
  sql.run(activity.insert, activity.toValues(happened));
}

/** The newest `limit` entries, oldest first. */
export function listEntries(sql: Sql, conversationId: string, limit: number): ThreadEntryRecord[] {
  return sql.all(NEWEST, { conversationId, limit }).map(activity.toRecord).reverse();
}
