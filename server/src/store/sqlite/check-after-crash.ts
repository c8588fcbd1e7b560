import { statSync } from 'node:fs';
import type { Connection, Sql } from './connection.ts';

/** A file of up to this size is read completely at startup, which takes a tenth of a second. */
const READ_AT_START_BYTES = 64 * 1024 * 1024;
/** A larger one is checked where the last process may have been writing: the tables that stay small, and this many of the newest rows. */
const NEWEST = 500;
const SMALL_TABLES = ['migrations', 'sites', 'users', 'sessions', 'faqs', 'indexProgress', 'removals', 'writeChecks'];
const TABLES = `SELECT name FROM sqlite_schema WHERE type = 'table'`;
const NEWEST_MESSAGES = `
SELECT count(*) AS found, count(byId.number) AS byId, count(bySeq.number) AS bySeq, total(length(newest.content)) AS length
FROM (SELECT * FROM messages ORDER BY number DESC LIMIT ${NEWEST}) AS newest
LEFT JOIN messages AS byId ON byId._id = newest._id AND byId.number = newest.number
LEFT JOIN messages AS bySeq ON bySeq.conversationId = newest.conversationId AND bySeq.seq = newest.seq AND bySeq.number = newest.number`;
const NEWEST_CONVERSATIONS = `
SELECT count(*) AS found, count(byId.number) AS byId, total(length(newest.metadata)) AS length
FROM (SELECT * FROM conversations ORDER BY number DESC LIMIT ${NEWEST}) AS newest
LEFT JOIN conversations AS byId ON byId._id = newest._id AND byId.number = newest.number`;

/**
 * Checks a file that the last process did not close: completely if that is quick, otherwise what was written last. Returns whether all of it
 * was read; throws an error that says what to do when it is damaged.
 */
export function checkAfterCrash(connection: Connection): { isComplete: boolean } {
  if (statSync(connection.file).size <= READ_AT_START_BYTES) {
    connection.assertIntact();
    return { isComplete: true };
  }
  connection.runCheck(() => checkNewest(connection.sql));
  return { isComplete: false };
}

/**
 * Whether a check of the whole file is due, stored in the file itself: 1 in its header's `user_version`. It stays until a check has read
 * everything and found nothing, whatever happens to the server meanwhile.
 */
export function isCheckDue(connection: Connection): boolean {
  return connection.pragma('user_version') === 1;
}
export function setCheckDue(connection: Connection, isDue: boolean): void {
  connection.exec(`PRAGMA user_version = ${isDue ? 1 : 0}`);
}

function checkNewest(sql: Sql): void {
  const tables = new Set(sql.all<{ name: string }>(TABLES).map(({ name }) => name));
  for (const name of SMALL_TABLES) {
    const verdict = tables.has(name) ? sql.get(`PRAGMA quick_check('${name}')`)?.quick_check : 'ok';
    if (verdict !== 'ok') throw new Error(String(verdict));
  }
  for (const [text, what] of [
    [NEWEST_MESSAGES, 'messages'],
    [NEWEST_CONVERSATIONS, 'conversations'],
  ] as const) {
    const { found, byId, bySeq = found } = sql.get<{ found: number; byId: number; bySeq?: number }>(text) ?? { found: 0, byId: 0 };
    if (byId !== found || bySeq !== found) throw new Error(`an index of ${what} misses rows`);
  }
}
