import { expect, test } from 'vitest';
import { neighbourOf } from './next-after-done.ts';

test('[INBOX5] after a conversation is done, the next one, the previous one, or the list opens, as configured', () => {
  const ids = ['a', 'b', 'c'];
  expect(neighbourOf(ids, 'b', 'next')).toBe('c');
  expect(neighbourOf(ids, 'b', 'previous')).toBe('a');
  expect(neighbourOf(ids, 'b', 'list')).toBeNull();
  expect(neighbourOf(ids, 'c', 'next')).toBe('b');
  expect(neighbourOf(ids, 'a', 'previous')).toBe('b');
  expect(neighbourOf(['a'], 'a', 'next')).toBeNull();
  expect(neighbourOf(ids, 'elsewhere', 'next')).toBeNull();
});
