import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { AppError } from '../../failure.ts';
import type { FromThread, ToThread } from './reader.ts';
import { runRead } from './reads.ts';
import { describeSqliteError, isUntrusted } from './sqlite-errors.ts';
import { createSql } from './statements.ts';

/** The thread of a reader: answers one question after the other, a long one turn by turn, over a connection that cannot write. */
const database = new Database(String(workerData), { readonly: true, fileMustExist: true, timeout: 1000 });
database.pragma('query_only = ON');
database.pragma('temp_store = MEMORY');
database.pragma('cache_size = -32768');
const sql = createSql(database, () => {});
const abandoned = new Set<number>();

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'abandon') abandoned.add(message.id);
  else void answer(message);
});

async function answer({ id, name, request }: Extract<ToThread, { kind: 'read' }>): Promise<void> {
  const goesOn = () => {
    if (abandoned.has(id)) throw new AppError('TIMED_OUT');
  };
  try {
    goesOn();
    tell({ id, answer: await runRead(sql, name, request, goesOn) });
  } catch (failure) {
    const described = describeSqliteError(failure);
    const code = described instanceof AppError ? described.code : null;
    tell({ id, code, details: described instanceof AppError ? described.details : undefined, failure: String(failure) });
    // The file cannot be trusted: the next question is answered by another thread, over a connection of its own.
    if (isUntrusted(failure))
      setImmediate(() => {
        throw failure;
      });
  } finally {
    abandoned.delete(id);
  }
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}
