import type { Message } from '@supportchat/protocol';

/** A stored message of conversation `c`. */
export const message = (seq: number, extra: Partial<Message> = {}): Message => ({
  _id: `m${seq}`,
  conversationId: 'c',
  seq,
  clientMessageId: null,
  senderType: 'agent',
  senderId: 'a',
  senderName: 'Ada',
  content: `text ${seq}`,
  messageType: 'text',
  isRead: false,
  readAt: null,
  answer: null,
  createdAt: '2026-11-01T10:00:00.000Z',
  ...extra,
});

export const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => message(from + at));
