import { expect, test } from 'vitest';
import { senderPrefix } from './sender-prefix.ts';

test('[INBOX10] "You" is whoever has my id, whatever names people have', () => {
  const by = (senderId: string) => ({ content: 'hi', senderType: 'agent', senderId, senderName: 'Ben' }) as const;
  expect(senderPrefix(by('me'), 'me')).toBe('You: ');
  expect(senderPrefix(by('another-ben'), 'me')).toBe('Ben: ');
  expect(senderPrefix({ content: 'hi', senderType: 'bot', senderName: 'Bot' }, 'me')).toBe('Bot: ');
  expect(senderPrefix({ content: 'hi', senderType: 'visitor', senderId: 'me', senderName: 'Ben' }, 'me')).toBe('');
});
