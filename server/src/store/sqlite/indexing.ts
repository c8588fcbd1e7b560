import { AppError } from '../../failure.ts';
import type { Sql } from './connection.ts';
import type { Engine } from './group-commit.ts';
import { ALL_ROWS, CONVERSATION_TERMS, FAQ_TERMS, MESSAGE_TERMS, type TermIndex } from './term-indexes.ts';

/** New messages are indexed in batches of this size: one at a time, each would make its commit half as expensive again. */
const BATCH = 32;
/** How many pages of older segments are merged with each batch: FTS5 itself merges hundreds at once, which blocks the event loop for 20 ms. */
const MERGED_PAGES = 16;
/** An index is rebuilt this many rows at a time, with a pause after each slice, so that the event loop stays free for other work. */
const SLICE = 100;
const PAUSE_MS = 10;
const RETRY_MS = 1000;
const NOT_READY_RETRY_MS = 30_000;

const INDEXES = [CONVERSATION_TERMS, FAQ_TERMS, MESSAGE_TERMS];
/** An index kept up to date by triggers is complete once these cover every row. */
const UNFINISHED = `SELECT tableName FROM indexProgress WHERE upTo < target OR (tableName <> 'messages' AND upTo < ${ALL_ROWS})`;
const BACKLOG = `SELECT (SELECT max(number) FROM messages) - upTo AS backlog, upTo < target AS isRebuilt FROM indexProgress WHERE tableName = 'messages'`;
const NOTE_PROGRESS = 'UPDATE indexProgress SET upTo = @to WHERE tableName = @table';

/** Ends a transaction: indexes a batch when enough messages are waiting. In a burst, the rest wait for later commits, so that none takes long. */
export function indexWhenMany(sql: Sql): void {
  const { backlog, isRebuilt } = readBacklog(sql);
  if (backlog >= BATCH && !isRebuilt) indexRows(sql, MESSAGE_TERMS, BATCH);
}

/** Indexes every waiting message, however many there are. */
export function indexAllMessages(sql: Sql): void {
  while (indexRows(sql, MESSAGE_TERMS, SLICE));
}

/**
 * Brings the index up to date before a search. Rejects with SEARCH_NOT_READY while it is being rebuilt: a search would silently miss messages.
 * When nothing can be written, the search runs without the newest messages.
 */
export async function indexBeforeSearch({ sql, read, write }: Engine): Promise<void> {
  const { backlog } = await read(() => {
    assertIndexed(sql);
    return readBacklog(sql);
  });
  try {
    // Only up to what was there when the search started.
    for (let left = backlog; left > 0; left -= SLICE) if (!(await write(() => indexRows(sql, MESSAGE_TERMS, SLICE)))) return;
  } catch (failure) {
    if (!(failure instanceof AppError && failure.code === 'UNAVAILABLE')) throw failure;
  }
}

/** Throws SEARCH_NOT_READY while an index is being rebuilt. */
export function assertIndexed(sql: Sql): void {
  if (sql.get(UNFINISHED)) throw new AppError('SEARCH_NOT_READY', { retryAfterMs: NOT_READY_RETRY_MS });
}

/** Continues indexes that a migration has started, slice by slice, until they are complete or `stop` is called. */
export function rebuildIndexes({ sql, read, write }: Engine): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const goOnAfter = (pauseMs: number) => {
    if (!isStopped) timer = setTimeout(() => void next(), pauseMs).unref();
  };
  async function next(): Promise<void> {
    try {
      const unfinished = await read(() => sql.get<{ tableName: string }>(UNFINISHED));
      const index = INDEXES.find(({ table }) => table === unfinished?.tableName);
      if (!index) return;
      await write(() => void indexRows(sql, index, SLICE));
      goOnAfter(PAUSE_MS);
    } catch {
      // The engine has reported why nothing can be written.
      goOnAfter(RETRY_MS);
    }
  }
  if (sql.get(UNFINISHED)) void next();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Indexes the next rows of the table; false when there are none. */
function indexRows(sql: Sql, index: TermIndex, limit: number): boolean {
  const { index: name, table } = index;
  const to = sql.get<{ to: number | null }>(nextNumber(index), { limit })?.to ?? null;
  if (to !== null) sql.run(indexUpTo(index), { to });
  if (to !== null && table === 'messages') sql.run(`INSERT INTO ${name} (${name}, rank) VALUES ('merge', ${MERGED_PAGES})`);
  if (to !== null || table !== 'messages') sql.run(NOTE_PROGRESS, { table, to: to ?? ALL_ROWS });
  // Rows removed since the rebuild started are not waited for.
  else sql.run(`UPDATE indexProgress SET target = upTo WHERE tableName = 'messages' AND target > upTo`);
  return to !== null;
}

function readBacklog(sql: Sql): { backlog: number; isRebuilt: boolean } {
  const row = sql.get<{ backlog: number | null; isRebuilt: number }>(BACKLOG);
  return { backlog: row?.backlog ?? 0, isRebuilt: row?.isRebuilt === 1 };
}

const startOf = (table: string) => `(SELECT upTo FROM indexProgress WHERE tableName = '${table}')`;
function nextNumber({ table }: TermIndex): string {
  return `SELECT max(number) AS "to" FROM (SELECT number FROM ${table} WHERE number > ${startOf(table)} ORDER BY number LIMIT @limit) AS next`;
}
function indexUpTo({ index, table, terms, hasText }: TermIndex): string {
  return `INSERT INTO ${index} (rowid, terms) SELECT number, ${terms.replaceAll('#.', `${table}.`)} FROM ${table}
WHERE number > ${startOf(table)} AND number <= @to AND ${hasText.replaceAll('#.', `${table}.`)}`;
}
