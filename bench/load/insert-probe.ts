import { createClient } from '../../server/src/store/mongo/client.ts';

/** How a server inserted messages since it was asked last. */
export type Inserts = {
  batches: number;
  documents: number;
  /** Milliseconds that all of them took together, and how many were under way at once at most. */
  busyMs: number;
  abreast: number;
};

/** Loaded by `--import` into a server with `ipc`: watches its driver, and answers every message from the parent. */
let seen: Inserts = { batches: 0, documents: 0, busyMs: 0, abreast: 0 };
let underWay = 0;
const Collection = Object.getPrototypeOf(createClient('mongodb://127.0.0.1').db().collection('messages'));
const insertMany = Collection.insertMany;
Collection.insertMany = async function watched(documents: object[], options: object) {
  if (this.collectionName !== 'messages') return insertMany.call(this, documents, options);
  const begun = performance.now();
  underWay += 1;
  seen.abreast = Math.max(seen.abreast, underWay);
  try {
    return await insertMany.call(this, documents, options);
  } finally {
    underWay -= 1;
    seen = { ...seen, batches: seen.batches + 1, documents: seen.documents + documents.length, busyMs: seen.busyMs + performance.now() - begun };
  }
};
process.on('message', () => {
  process.send?.(seen);
  seen = { batches: 0, documents: 0, busyMs: 0, abreast: 0 };
});
process.channel?.unref();
