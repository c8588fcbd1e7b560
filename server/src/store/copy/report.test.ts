import { expect, test } from 'vitest';
import { describeComparison } from './report.ts';
import type { Comparison } from './verify.ts';

const compared: Comparison[] = [
  { part: 'sites', from: { rows: 1, hash: 'a'.repeat(64) }, to: { rows: 1, hash: 'a'.repeat(64) }, isSame: true },
  { part: 'messages', from: { rows: 1_000_000, hash: 'b'.repeat(64) }, to: { rows: 999_999, hash: 'c'.repeat(64) }, isSame: false },
];

test('a table of the parts, and what it means', () => {
  expect(describeComparison(compared, true)).toBe(
    [
      'part      rows from  rows to  SHA-256',
      'sites             1        1  aaaaaaaaaaaa  same',
      'messages  1,000,000  999,999  bbbbbbbbbbbb  DIFFERS cccccccccccc',
      '',
      'They differ: messages.',
      '',
    ].join('\n'),
  );
  expect(describeComparison(compared, false)).toContain('The copy differs from its source: messages. No server will start on it.');
  expect(describeComparison(compared.slice(0, 1), false)).toContain('The copy is complete, and the same as its source.');
  expect(describeComparison(compared.slice(0, 1), true)).toContain('Both are the same.');
});
