import { expect, test } from 'vitest';
import { newSecrets } from '../secrets.ts';
import { addToDeviceCookie, deviceOf } from './device-cookie.ts';

const secrets = newSecrets();

test('[AUTH3] a device is known for the accounts that have signed in on it, under a single id', () => {
  const first = addToDeviceCookie(secrets, undefined, 'a@shop.example');
  const both = addToDeviceCookie(secrets, first, 'b@shop.example');
  const id = deviceOf(secrets, first, 'a@shop.example');
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(deviceOf(secrets, both, 'a@shop.example')).toBe(id);
  expect(deviceOf(secrets, both, 'b@shop.example')).toBe(id);
  expect(addToDeviceCookie(secrets, both, 'b@shop.example')).toBe(both);
  expect(deviceOf(secrets, first, 'b@shop.example')).toBeNull();
});

test('[AUTH3] a cookie that is forged, or from another device or installation, is ignored', () => {
  const cookie = addToDeviceCookie(secrets, undefined, 'a@shop.example');
  const [, seal] = cookie.split('.');
  for (const made of [undefined, '', 'x', `${'x'.repeat(22)}.${seal}`, `${cookie}.`, cookie.replaceAll('.', '..'), 'x'.repeat(100_000)]) {
    expect(deviceOf(secrets, made, 'a@shop.example')).toBeNull();
  }
  expect(deviceOf(newSecrets(), cookie, 'a@shop.example')).toBeNull();
});

test('[AUTH3] when a device has too many accounts, it forgets the one that was added first', () => {
  let cookie = addToDeviceCookie(secrets, undefined, '0@shop.example');
  for (let number = 1; number <= 5; number++) cookie = addToDeviceCookie(secrets, cookie, `${number}@shop.example`);
  expect(deviceOf(secrets, cookie, '0@shop.example')).toBeNull();
  expect(deviceOf(secrets, cookie, '1@shop.example')).not.toBeNull();
  expect(cookie.length).toBeLessThan(400);
});
