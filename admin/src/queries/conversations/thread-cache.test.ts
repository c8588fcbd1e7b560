import type { Activity, Message } from '@supportchat/protocol';
import { describe, expect, it } from 'vitest';
import { addActivity, addMessages, addOlder, lastSeqOf, type Thread, trimThread } from './thread-cache.ts';

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
const run = (from: number, to: number): Thread => ({
  messages: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)),
  hasOlder: from > 1,
  activity: [],
});
const seqs = (thread: Thread) => thread.messages.map(({ seq }) => seq);

describe('a thread in the cache', () => {
  it('takes the next message', () => {
    const { thread, gapAfter } = addMessages(run(1, 3), [message(4)]);
    expect(seqs(thread)).toEqual([1, 2, 3, 4]);
    expect(gapAfter).toBeNull();
  });

  it('shows a message once, however often it comes, and keeps the newer copy', () => {
    const answered = message(2, { answer: { faqId: 'f', question: 'q', probability: 0.9, helpful: true } });
    const { thread } = addMessages(run(1, 3), [message(3), answered, message(3)]);
    expect(seqs(thread)).toEqual([1, 2, 3]);
    expect(thread.messages[1]?.answer?.helpful).toBe(true);
  });

  it('orders by seq, whatever the order of arrival and the clock', () => {
    const { thread, gapAfter } = addMessages(run(1, 1), [message(4, { createdAt: '1999-01-01T00:00:00.000Z' }), message(2), message(3)]);
    expect(seqs(thread)).toEqual([1, 2, 3, 4]);
    expect(gapAfter).toBeNull();
  });

  it('returns the gap and leaves out what is beyond it', () => {
    const { thread, gapAfter } = addMessages(run(1, 3), [message(6), message(4)]);
    expect(seqs(thread)).toEqual([1, 2, 3, 4]);
    expect(gapAfter).toBe(4);
  });

  it('returns the gap before the first message of an empty thread', () => {
    expect(addMessages({ messages: [], hasOlder: false, activity: [] }, [message(3)]).gapAfter).toBe(0);
    expect(seqs(addMessages({ messages: [], hasOlder: false, activity: [] }, [message(1)]).thread)).toEqual([1]);
  });

  it('prepends older pages and remembers whether there is more', () => {
    const thread = addOlder(run(31, 40), { messages: run(21, 31).messages, hasMore: true });
    expect(seqs(thread)[0]).toBe(21);
    expect(thread.messages).toHaveLength(20);
    expect(thread.hasOlder).toBe(true);
    expect(lastSeqOf(thread)).toBe(40);
  });

  it('adds each activity once, by time', () => {
    const at = (id: string, createdAt: string): Activity => ({ _id: id, conversationId: 'c', type: 'resolved', actorName: 'Ada', agentName: null, createdAt });
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
