import { webcrypto } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from './new-id.ts';

test('[MSG3] a fresh UUID each time', () => {
  expect(newId(webcrypto)).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(newId(webcrypto)).not.toBe(newId(webcrypto));
});

test('[MSG3] also if the page is not served over https', () => {
  const http = { getRandomValues: (bytes: Uint32Array<ArrayBuffer>) => webcrypto.getRandomValues(bytes) };
  expect(newId(http)).toMatch(/^[\da-f]{8}(-[\da-f]{8}){3}$/);
  expect(newId(http)).not.toBe(newId(http));
});
