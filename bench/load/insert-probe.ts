import { createClient } from '../../server/src/store/mongo/client.ts';

/** How a server inserted messages since the last request. */
export type Inserts = {
  batches: number;
  documents: number;
  /** Their total time in milliseconds, and the maximum number in flight. */
  busyMs: number;
  maxConcurrency: number;
};

/** Loaded by `--import` into a server with `ipc`: observes its driver, and answers every message from the parent. */
let seen: Inserts = { batches: 0, documents: 0, busyMs: 0, maxConcurrency: 0 };
let running = 0;
const Collection = Object.getPrototypeOf(createClient('mongodb://127.0.0.1').db().collection('messages'));
const insertMany = Collection.insertMany;
Collection.insertMany = async function watched(documents: object[], options: object) {
  if (this.collectionName !== 'messages') return insertMany.call(this, documents, options);
  const startedAt = performance.now();
  running += 1;
  seen.maxConcurrency = Math.max(seen.maxConcurrency, running);
  try {
    return await insertMany.call(this, documents, options);
  } finally {
    running -= 1;
    seen = { ...seen, batches: seen.batches + 1, documents: seen.documents + documents.length, busyMs: seen.busyMs + performance.now() - startedAt };
  }
};
process.on('message', () => {
  process.send?.(seen);
  seen = { batches: 0, documents: 0, busyMs: 0, maxConcurrency: 0 };
});
process.channel?.unref();
