import { AppError } from '../../failure.ts';
import type { Sql } from './connection.ts';
import type { Engine } from './group-commit.ts';

/** So many messages wait before they are put into the search index together: alone each would cost its commit half as much again. */
const BATCH = 256;

const BACKLOG = 'SELECT (SELECT max(number) FROM messages) - upTo AS backlog FROM messageSearchProgress';
const INDEX_NEW = `
INSERT INTO messageSearch (rowid, content, siteId)
SELECT number, setApart(content), siteId FROM messages WHERE number > (SELECT upTo FROM messageSearchProgress)`;
const NOTE_PROGRESS = 'UPDATE messageSearchProgress SET upTo = (SELECT max(number) FROM messages)';

/** Ends a transaction: indexes new messages when many are waiting. Not a trigger, since FTS5 writes what it holds at every statement. */
export function indexWhenMany(sql: Sql): void {
  if (backlog(sql) >= BATCH) indexNew(sql);
}

/** Brings the index up to date before a search. When nothing can be written, the search goes on without the newest messages. */
export async function indexBeforeSearch({ sql, read, write }: Engine): Promise<void> {
  if ((await read(() => backlog(sql))) <= 0) return;
  await write(() => indexNew(sql)).catch((failure: unknown) => {
    if (!(failure instanceof AppError && failure.code === 'UNAVAILABLE')) throw failure;
  });
}

function backlog(sql: Sql): number {
  return sql.get<{ backlog: number | null }>(BACKLOG)?.backlog ?? 0;
}

function indexNew(sql: Sql): void {
  if (sql.run(INDEX_NEW) > 0) sql.run(NOTE_PROGRESS);
}
