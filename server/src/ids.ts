import { randomBytes, randomFillSync } from 'node:crypto';

/**
 * A new document id: 24 hexadecimal digits. The first 8 are its creation time in seconds (as in MongoDB's ObjectId), the next 4 the
 * milliseconds: consecutive ids are neighbours in an index, and so share the pages that a commit writes. The rest is random.
 */
export function newObjectId(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const milliseconds = at.getTime() - seconds * 1000;
  return seconds.toString(16).padStart(8, '0') + milliseconds.toString(16).padStart(4, '0') + randomHex();
}

const RANDOM_BYTES = 6;
/** Randomness is fetched for many ids at once: each fetch costs as much as storing a column. */
const pool = Buffer.alloc(512 * RANDOM_BYTES);
let used = pool.length;

function randomHex(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.toString('hex', used - RANDOM_BYTES, used);
}

/** An unguessable secret: 256 bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
