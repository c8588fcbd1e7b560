import { expect, test } from 'vitest';
import { adjacentConversation } from './adjacent-conversation.ts';

test('[INBOX5] after a conversation is done, the next one, the previous one, or the list opens, as configured', () => {
  const ids = ['a', 'b', 'c'];
  expect(adjacentConversation(ids, 'b', 'next')).toBe('c');
  expect(adjacentConversation(ids, 'b', 'previous')).toBe('a');
  expect(adjacentConversation(ids, 'b', 'list')).toBeNull();
  expect(adjacentConversation(ids, 'c', 'next')).toBe('b');
  expect(adjacentConversation(ids, 'a', 'previous')).toBe('b');
  expect(adjacentConversation(['a'], 'a', 'next')).toBeNull();
  expect(adjacentConversation(ids, 'elsewhere', 'next')).toBeNull();
});
