import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { AppError } from '../../failure.ts';
import type { FromThread, ToThread } from './reader-lane.ts';
import { runRead } from './reads.ts';
import { describeSqliteError, isUntrusted } from './sqlite-errors.ts';
import { createSql } from './statements.ts';

/** The thread of a lane: runs one query after another, over a read-only connection. A report that was abandoned stops between its days. */
const database = new Database(String(workerData), { readonly: true, fileMustExist: true, timeout: 1000 });
database.pragma('query_only = ON');
database.pragma('temp_store = MEMORY');
database.pragma('cache_size = -32768');
const sql = createSql(database, () => {});
let abandoned = 0;

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'abandon') abandoned = message.id;
  else void answer(message);
});

async function answer({ id, name, request }: Extract<ToThread, { kind: 'read' }>): Promise<void> {
  const goesOn = () => {
    if (abandoned === id) throw new AppError('TIMED_OUT');
  };
  try {
    post({ id, answer: await runRead(sql, name, request as never, goesOn) });
  } catch (failure) {
    // The file cannot be trusted: this thread ends, and the next query runs in a new one with its own connection.
    if (isUntrusted(failure)) throw failure;
    const described = describeSqliteError(failure);
    const code = described instanceof AppError ? described.code : null;
    post({ id, code, details: described instanceof AppError ? described.details : undefined, failure: String(failure) });
  }
}

function post(message: FromThread): void {
  parentPort?.postMessage(message);
}
