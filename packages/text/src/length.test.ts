import { expect, test } from 'vitest';
import { countCharacters } from './length.ts';

test.each([
  ['', 0],
  ['abc', 3],
  ['😀😀', 2],
  ['e\u0301', 2],
  ['👩‍💻', 3],
  ['\ud800a', 2],
])('[TEXT6] %j has %i characters', (text, count) => {
  expect(countCharacters(text)).toBe(count);
});
