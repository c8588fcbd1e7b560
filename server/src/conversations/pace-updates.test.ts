import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aConversation } from '../store/contract/samples.ts';
import { initialConversation } from '../store/conversation-changes.ts';
import type { ConversationRecord } from '../store/port/conversations.ts';
import { paceUpdates } from './pace-updates.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const sent: string[] = [];
  const updates = paceUpdates(({ _id, lastSeq }) => sent.push(`${_id === one._id ? 'one' : 'two'} ${lastSeq}`));
  return { sent, updates };
}
const one = initialConversation(aConversation('site'));
const two = initialConversation(aConversation('site'));
const at = (conversation: ConversationRecord, lastSeq: number) => ({ ...conversation, lastSeq });

test('[MSG22] the first update is sent immediately, later ones every 100 ms, and the newest state is always sent', () => {
  const { sent, updates } = setUp();
  for (let seq = 1; seq <= 5; seq++) updates.announce(at(one, seq));
  updates.announce(at(two, 1));
  expect(sent).toEqual(['one 1', 'two 1']);
  vi.advanceTimersByTime(100);
  expect(sent).toEqual(['one 1', 'two 1', 'one 5']);
  updates.announce(at(one, 6));
  vi.advanceTimersByTime(100);
  expect(sent.slice(3)).toEqual(['one 6']);
  vi.advanceTimersByTime(1000);
  updates.announce(at(one, 7));
  expect(sent.slice(4)).toEqual(['one 7']);
});

test('[MSG22] a state that was already announced, or a removed conversation, is not announced late', () => {
  const { sent, updates } = setUp();
  for (const conversation of [one, two]) for (const seq of [1, 2, 3]) updates.announce(at(conversation, seq));
  updates.markAnnounced(at(one, 3));
  updates.markAnnounced(at(two, 2));
  vi.advanceTimersByTime(100);
  expect(sent).toEqual(['one 1', 'two 1', 'two 3']);
  updates.announce(at(two, 4));
  updates.cancel(two._id);
  vi.advanceTimersByTime(1000);
  expect(sent).toHaveLength(3);
});
