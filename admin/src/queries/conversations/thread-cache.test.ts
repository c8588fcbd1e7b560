import type { Message, ThreadEntry } from '@supportchat/protocol';
import { describe, expect, it } from 'vitest';
import { addActivity, emptyThread, follows, startThread, type Thread, trimThread } from './thread-cache.ts';

const message = (seq: number, more: Partial<Message> = {}): Message => ({
  _id: String(seq).padStart(24, '0'),
  conversationId: 'c',
  seq,
  clientMessageId: null,
  senderType: 'visitor',
  senderId: 'v',
  senderName: 'Maya',
  content: `message ${seq}`,
  messageType: 'text',
  isRead: false,
  readAt: null,
  answer: null,
  createdAt: new Date(seq * 1000).toISOString(),
  ...more,
});
const run = (from: number, to: number): Thread =>
  startThread('c', { messages: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)), hasMore: from > 1 }, []);
const seqs = (thread: Thread) => thread.messages.map(({ seq }) => seq);

describe('a thread in the cache', () => {
  it('[MSG17] a page that arrives after the thread was replaced is left out if it would leave a hole', () => {
    expect(follows(run(1, 3), 3)).toBe(true);
    expect(follows(run(1, 5), 3)).toBe(true);
    expect(follows(run(4, 33), 3)).toBe(true);
    expect(follows(run(31, 60), 3)).toBe(false);
    expect(follows(run(1, 2), 3)).toBe(false);
    expect(follows(emptyThread, 0)).toBe(true);
  });

  it('adds each activity once, by time', () => {
    const at = (id: string, time: string) => ({ _id: id, conversationId: 'c', kind: 'resolved', at: time }) as ThreadEntry;
    const first = addActivity(run(1, 1), [at('b', '2025-01-02T00:00:00.000Z')]);
    const second = addActivity(first, [at('a', '2025-01-01T00:00:00.000Z'), at('b', '2025-01-02T00:00:00.000Z')]);
    expect(second.activity.map(({ _id }) => _id)).toEqual(['a', 'b']);
    expect(addActivity(second, [])).toBe(second);
  });

  it('drops old history', () => {
    const thread = trimThread(run(1, 150), 100);
    expect(seqs(thread)[0]).toBe(51);
    expect(thread.hasOlder).toBe(true);
  });
});
