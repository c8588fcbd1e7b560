import { beforeAll, expect, it } from 'vitest';
import { formatCount, formatPercent, formatProbability, plural } from './format-number.ts';
import { setFormats } from './locale.ts';

beforeAll(() => setFormats({ region: 'en-GB' }));

it('numbers in words', () => {
  expect([0, 0.746, 1].map(formatPercent)).toEqual(['0%', '75%', '100%']);
  expect([0.004, 0.746, 0.998, 1].map(formatProbability)).toEqual(['0%', '75%', '99%', '100%']);
  expect(formatCount(12480)).toBe('12,480');
  expect(plural(1, 'view')).toBe('1 view');
  expect(plural(0, 'view')).toBe('0 views');
  expect(plural(2, 'reply', 'replies')).toBe('2 replies');
});
