import { expect, test } from 'vitest';
import { colleaguesOf } from './colleagues.ts';

test('[INBOX15] colleagues in a conversation are shown once each, whoever types first, and never oneself', () => {
  const [ada, ben, me] = [
    { agentId: 'ada', name: 'Ada' },
    { agentId: 'ben', name: 'Ben' },
    { agentId: 'me', name: 'Ada' },
  ];
  expect(colleaguesOf({ viewers: [me, ada, ben], typing: [ben] }, 'me')).toEqual([
    { ...ben, isTyping: true },
    { ...ada, isTyping: false },
  ]);
  expect(colleaguesOf({ viewers: [me], typing: [me] }, 'me')).toEqual([]);
});
