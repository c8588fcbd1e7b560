import { Worker } from 'node:worker_threads';
import type { Sql } from './connection.ts';
import { createReaderLane } from './reader-lane.ts';
import { type ReadAnswer, type ReadName, type ReadRequest, runRead } from './reads.ts';
import { describeSqliteError } from './sqlite-errors.ts';

/** Runs queries that may take long, without blocking the writers' event loop. */
export type Reader = {
  /** Sees everything that was committed before the call. Rejects with TIMED_OUT when there is no result in time. */
  read<Name extends ReadName>(name: Name, request: ReadRequest<Name>): Promise<ReadAnswer<Name>>;
  close(): Promise<void>;
};

const DEADLINE_MS = 20_000;
const GRACE_MS = 10_000;
/** On a store with many rows, a report over more than this reads hundreds of thousands of them. */
const LONG_REPORT_MS = 15 * 24 * 3600 * 1000;

/** Reads on the connection itself: for a database in memory, which no other connection can see. */
export function createReaderHere(sql: Sql): Reader {
  return {
    read: async <Name extends ReadName>(name: Name, request: ReadRequest<Name>): Promise<ReadAnswer<Name>> => {
      try {
        return await runRead(sql, name, request, () => {});
      } catch (failure) {
        throw describeSqliteError(failure);
      }
    },
    close: async () => {},
  };
}

/** Reads in two threads with a connection each, so that short queries do not wait for a report; the cheapest first. */
export function createReader(file: string, { deadlineMs = DEADLINE_MS }: { deadlineMs?: number } = {}): Reader {
  // Modules preloaded into the process are not for the threads.
  const start = () => new Worker(new URL('./reader-thread.ts', import.meta.url), { workerData: file, execArgv: [] });
  const times = { deadlineMs, graceMs: GRACE_MS };
  const lanes = { short: createReaderLane(start, times), reports: createReaderLane(start, times) };
  const ask = (name: ReadName, request: ReadRequest<ReadName>): Promise<unknown> => {
    if (name === 'countInbox') return lanes.short.ask(name, request, 0);
    if (name === 'search') return lanes.short.ask(name, request, 1);
    return lanes.reports.ask(name, request, isLong(request as ReadRequest<'report'>) ? 1 : 0);
  };
  return {
    read: async <Name extends ReadName>(name: Name, request: ReadRequest<Name>) => (await ask(name, request)) as ReadAnswer<Name>,
    close: async () => void (await Promise.all([lanes.short.close(), lanes.reports.close()])),
  };
}

function isLong({ boundaries }: ReadRequest<'report'>): boolean {
  return Number(boundaries.at(-1)) - Number(boundaries[0]) > LONG_REPORT_MS;
}
