import { expect, test } from 'vitest';
import { domainToAllow, isLocalhost } from './allow-domain.ts';

test.each([
  ['https://staging.shop.example', 'staging.shop.example'],
  ['https://shop.example:8443', 'shop.example:8443'],
  ['http://localhost:4610', 'localhost'],
  ['http://127.0.0.1:5500', '127.0.0.1'],
  ['http://[::1]:5173', '[::1]'],
])('[PANEL1] allowing %s adds %s', (origin, domain) => expect(domainToAllow(origin)).toBe(domain));

test('[PANEL1] the names of this machine are recognized', () => {
  expect(['localhost', '127.0.0.1', '[::1]'].map(isLocalhost)).toEqual([true, true, true]);
  expect(['127.0.0.1.shop.example', 'localhost.shop.example', 'shop.example'].map(isLocalhost)).toEqual([false, false, false]);
});
