import { webcrypto } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { newId } from './new-id.ts';

afterEach(() => vi.unstubAllGlobals());

test('[MSG3] a fresh UUID each time', () => {
  expect(newId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(newId()).not.toBe(newId());
});

test('[MSG3] also if the page is not served over https', () => {
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint32Array<ArrayBuffer>) => webcrypto.getRandomValues(bytes) });
  expect(newId()).toMatch(/^[\da-f]{8}(-[\da-f]{8}){3}$/);
  expect(newId()).not.toBe(newId());
});
