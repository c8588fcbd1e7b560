import { hash, verify } from '@node-rs/argon2';
import { createConcurrencyLimit } from '../concurrency-limit.ts';
import { newSecret } from '../ids.ts';

/** OWASP's first choice: argon2id (the library's default variant) with 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each hash takes 19 MiB and a thread: a flood of sign-ins must not exhaust the machine. */
const limitHashing = createConcurrencyLimit(4, 200);

/** A PHC string that contains parameters and salt. RATE_LIMITED when too many are already waiting. */
export function hashPassword(password: string): Promise<string> {
  return limitHashing(() => hash(password.normalize('NFKC'), COST));
}

/** Whether the password matches. Without a hash (unknown account) it returns false after the same work, so that timing reveals nothing. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await getDummyHash());
  const isMatch = await limitHashing(() => verify(against, password.normalize('NFKC')));
  return isMatch && passwordHash !== null;
}

let dummyHash: Promise<string> | undefined;
function getDummyHash(): Promise<string> {
  dummyHash ??= hash(newSecret(), COST);
  return dummyHash;
}
