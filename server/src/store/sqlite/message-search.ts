import type { Sql } from './connection.ts';

const INDEX_NEW = `
INSERT INTO messageSearch (rowid, content, siteId)
SELECT number, setApart(content), siteId FROM messages WHERE number > (SELECT upTo FROM messageSearchProgress)`;
const NOTE_PROGRESS = 'UPDATE messageSearchProgress SET upTo = (SELECT max(number) FROM messages)';

/**
 * Puts the messages that were added since the last time into the search index. Done once for each transaction, not by a trigger:
 * FTS5 writes what it holds at each statement that could fail, so that a trigger makes a message three times as dear.
 */
export function indexNewMessages(sql: Sql): void {
  if (sql.run(INDEX_NEW) > 0) sql.run(NOTE_PROGRESS);
}
