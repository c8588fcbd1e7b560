import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('[AUTH4] passwords are stored as argon2id with 19 MiB, two passes, one lane, and a unique salt', async () => {
  const [one, other] = await Promise.all([hashPassword('correct horse battery'), hashPassword('correct horse battery')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(other).not.toBe(one);
  expect(await verifyPassword(one, 'correct horse battery')).toBe(true);
  expect(await verifyPassword(one, 'correct horse batterY')).toBe(false);
});

test('[AUTH4] equivalent Unicode compositions of a password match', async () => {
  const hash = await hashPassword('caf\u00e9-Ａ-longer');
  expect(await verifyPassword(hash, 'cafe\u0301-A-longer')).toBe(true);
});

test('[AUTH4] every character counts, however long the password is', async () => {
  const hash = await hashPassword(`${'x'.repeat(100)}1`);
  expect(await verifyPassword(hash, `${'x'.repeat(100)}2`)).toBe(false);
});

test('[AUTH2] an unknown account takes the same work and returns false', async () => {
  const hash = await hashPassword('correct horse battery');
  await verifyPassword(null, 'warm up');
  const time = async (against: string | null) => {
    const begin = performance.now();
    expect(await verifyPassword(against, 'wrong horse battery')).toBe(false);
    return performance.now() - begin;
  };
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let round = 0; round < 7; round++) {
    times.known.push(await time(hash));
    times.unknown.push(await time(null));
  }
  const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)];
  expect(unknown).toBeGreaterThan(known / 3);
});
