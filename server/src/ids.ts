import { randomBytes, randomFillSync } from 'node:crypto';

/** A new document id: 24 hexadecimal digits, the first 8 of them the second of its making (as MongoDB's ObjectId). */
export function newObjectId(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return seconds.toString(16).padStart(8, '0') + randomHex();
}

/** Randomness is fetched for many ids at once: each fetch costs as much as storing a column. */
const pool = Buffer.alloc(512 * 8);
let used = pool.length;

function randomHex(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 8;
  return pool.toString('hex', used - 8, used);
}

/** A secret that nobody can guess: 256 bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
