import { expect, test } from 'vitest';
import { newSecrets } from '../secrets.ts';
import { addToMark, deviceOf } from './device-mark.ts';

const secrets = newSecrets();

test('[AUTH3] a device is known for the accounts that have signed in on it, under a single id', () => {
  const first = addToMark(secrets, undefined, 'a@shop.example');
  const both = addToMark(secrets, first, 'b@shop.example');
  const id = deviceOf(secrets, first, 'a@shop.example');
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(deviceOf(secrets, both, 'a@shop.example')).toBe(id);
  expect(deviceOf(secrets, both, 'b@shop.example')).toBe(id);
  expect(addToMark(secrets, both, 'b@shop.example')).toBe(both);
  expect(deviceOf(secrets, first, 'b@shop.example')).toBeNull();
});

test('[AUTH3] a mark that is forged, or from another device or installation, is ignored', () => {
  const mark = addToMark(secrets, undefined, 'a@shop.example');
  const [, seal] = mark.split('.');
  for (const made of [undefined, '', 'x', `${'x'.repeat(22)}.${seal}`, `${mark}.`, mark.replaceAll('.', '..'), 'x'.repeat(100_000)]) {
    expect(deviceOf(secrets, made, 'a@shop.example')).toBeNull();
  }
  expect(deviceOf(newSecrets(), mark, 'a@shop.example')).toBeNull();
});

test('[AUTH3] when a device has too many accounts, it forgets the one that was added first', () => {
  let mark = addToMark(secrets, undefined, '0@shop.example');
  for (let number = 1; number <= 5; number++) mark = addToMark(secrets, mark, `${number}@shop.example`);
  expect(deviceOf(secrets, mark, '0@shop.example')).toBeNull();
  expect(deviceOf(secrets, mark, '1@shop.example')).not.toBeNull();
  expect(mark.length).toBeLessThan(400);
});
