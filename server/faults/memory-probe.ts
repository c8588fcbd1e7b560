import { IncomingMessage } from 'node:http';
import { queryObjects } from 'node:v8';

/** What a process under observation tells of its memory, in bytes. */
export type MemoryReport = {
  /** As it stood when it was asked, and after everything unreachable was collected. */
  rss: number;
  rssCollected: number;
  heapCollected: number;
  /** HTTP requests that something still holds. */
  requests: number;
};

/** Loaded by `--import` into a server with `ipc`: every message from the parent is answered with a report. */
process.on('message', () => {
  const { rss } = process.memoryUsage();
  // Collects everything unreachable before it counts.
  const requests = queryObjects(IncomingMessage, { format: 'count' });
  globalThis.gc?.();
  const { rss: rssCollected, heapUsed: heapCollected } = process.memoryUsage();
  process.send?.({ rss, rssCollected, heapCollected, requests } satisfies MemoryReport);
});
process.channel?.unref();
