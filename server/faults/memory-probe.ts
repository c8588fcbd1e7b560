import { IncomingMessage } from 'node:http';
import { queryObjects } from 'node:v8';

/** What an observed process reports about its memory, in bytes. */
export type MemoryReport = {
  /** At the time of the request, and after garbage collection. */
  rss: number;
  rssCollected: number;
  heapCollected: number;
  /** HTTP requests that are still retained. */
  requests: number;
};

/** Loaded by `--import` into a server with `ipc`: answers every message from the parent with a report. */
process.on('message', () => {
  const { rss } = process.memoryUsage();
  // Runs garbage collection before it counts.
  const requests = queryObjects(IncomingMessage, { format: 'count' });
  globalThis.gc?.();
  const { rss: rssCollected, heapUsed: heapCollected } = process.memoryUsage();
  process.send?.({ rss, rssCollected, heapCollected, requests } satisfies MemoryReport);
});
process.channel?.unref();
