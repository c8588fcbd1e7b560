import type { Message } from '@supportchat/protocol';
import { expect, test } from 'vitest';
import { answerSince } from './use-concurrent-answer.ts';

test('[INBOX12] an answer by a colleague since one started writing counts; own, automatic and earlier ones do not', () => {
  const message = (seq: number, senderType: Message['senderType'], senderId: string) => ({ seq, senderType, senderId }) as Message;
  const messages = [message(1, 'visitor', 'v'), message(2, 'agent', 'ada'), message(3, 'agent', 'me'), message(4, 'bot', 'bot')];
  expect(answerSince(messages, 1, 'me')?.seq).toBe(2);
  expect(answerSince(messages, 2, 'me')).toBeNull();
  expect(answerSince([...messages, message(5, 'agent', 'ada')], 2, 'me')?.seq).toBe(5);
});
