import { randomBytes } from 'node:crypto';

/** A new document id: 24 hexadecimal digits, the first 8 of them the second of its making (as MongoDB's ObjectId). */
export function newObjectId(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex');
}

/** A secret that nobody can guess: 256 bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
