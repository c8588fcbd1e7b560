import type { Server as HttpServer } from 'node:http';
import type { Server as SocketServer } from 'socket.io';
import type { JobRunner } from './jobs/create-job-runner.ts';
import type { PeriodicJobs } from './jobs/periodic-jobs.ts';
import type { InProgress } from './realtime/listen.ts';

type Running = {
  http: HttpServer;
  io: SocketServer;
  inProgress: InProgress;
  jobs: Pick<JobRunner, 'stop' | 'idle'>;
  periodic: PeriodicJobs | null;
  /** Whether other processes keep serving meanwhile. */
  hasOthers: boolean;
  /** How long to wait for responses in progress, in milliseconds. */
  timeoutMs: number;
};

/** When clients should reconnect, in milliseconds; they wait up to twice as long, so that they do not all reconnect at once. */
const RECONNECT_AFTER_MS = { toAnotherInstance: 250, toThisInstance: 1000 };

/** Stops without losing anything: no new connections, clients asked to reconnect, commits and responses in progress finished, then sockets closed. */
export async function stopApplication({ http, io, inProgress, jobs, periodic, hasOthers, timeoutMs }: Running): Promise<void> {
  http.close();
  http.closeIdleConnections();
  const reconnectAfterMs = hasOthers ? RECONNECT_AFTER_MS.toAnotherInstance : RECONNECT_AFTER_MS.toThisInstance;
  for (const namespace of ['/widget', '/admin']) io.of(namespace).local.emit('server-restarting', { reconnectAfterMs });
  await withTimeout(timeoutMs, finish({ inProgress, jobs, periodic }));
  const closed = io.close();
  http.closeAllConnections();
  await closed;
}

/** Finishes work in flight, and lets its replies leave: they are sent at the end of the event-loop turn. */
async function finish({ inProgress, jobs, periodic }: Pick<Running, 'inProgress' | 'jobs' | 'periodic'>): Promise<void> {
  await Promise.all([jobs.stop(), periodic?.stop()]);
  do {
    while (inProgress.size > 0) await Promise.all(inProgress);
    await jobs.idle();
    await new Promise((flushed) => setImmediate(flushed));
  } while (inProgress.size > 0);
}

function withTimeout(milliseconds: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
