import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { isCorrupt } from './sqlite-errors.ts';

/**
 * The process of a background check: reads the whole file in a thread, and sends `ok` or the damage found. The main thread stays free to end
 * this process at any time, even if its parent dies: the check itself cannot be interrupted.
 */
if (isMainThread) {
  // The parent acts on signals to the whole process group.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  const thread = new Worker(new URL(import.meta.url), { workerData: process.argv[2], execArgv: [] });
  thread.once('message', (verdict) => process.send?.(verdict));
} else {
  parentPort?.postMessage(check(String(workerData)));
}

function check(file: string): string {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return String(database.pragma('quick_check(1)', { simple: true }));
  } catch (failure) {
    if (isCorrupt(failure)) return String(failure);
    throw failure;
  }
}
