import fc from 'fast-check';
import { expect, test } from 'vitest';
import { message, range } from './testing/messages.ts';
import { addNewer, addOlder, addPushed, NO_TIMELINE, startTimeline, type Timeline } from './timeline.ts';

const seqs = ({ messages }: Timeline) => messages.map(({ seq }) => seq);

test('starts with the newest page', () => {
  const timeline = startTimeline('c', { messages: range(71, 100), hasMore: true });
  expect(timeline).toMatchObject({ conversationId: 'c', head: 100, hasOlder: true });
  expect(startTimeline('c', { messages: [], hasMore: false })).toMatchObject({ head: 0, hasOlder: false, messages: [] });
});

test('[MSG17] the same message pushed twice appears once, the later copy wins', () => {
  const held = startTimeline('c', { messages: range(1, 2), hasMore: false });
  const { timeline, gap } = addPushed(held, message(2, { content: 'as the server stored it' }));
  expect(gap).toBe(false);
  expect(seqs(timeline)).toEqual([1, 2]);
  expect(timeline.messages[1]?.content).toBe('as the server stored it');
});

test('[MSG17] a hole in seq is a gap to fetch, and messages behind it are not shown before', () => {
  const held = startTimeline('c', { messages: range(1, 2), hasMore: false });
  const pushed = addPushed(held, message(5));
  expect(pushed).toEqual({ timeline: held, gap: true });
  expect(seqs(addNewer(pushed.timeline, range(3, 5)))).toEqual([1, 2, 3, 4, 5]);
});

test('a message of another conversation changes nothing', () => {
  const held = startTimeline('c', { messages: range(1, 2), hasMore: false });
  expect(addPushed(held, message(3, { conversationId: 'other' }))).toEqual({ timeline: held, gap: false });
  expect(addPushed(NO_TIMELINE, message(1))).toEqual({ timeline: NO_TIMELINE, gap: false });
});

test('a pushed change of a message older than the first loaded one would tear a hole: it is left to its page', () => {
  const held = startTimeline('c', { messages: range(31, 60), hasMore: true });
  expect(seqs(addPushed(held, message(7)).timeline)).toEqual(seqs(held));
});

test('older pages are prepended, and report when there are no more', () => {
  let timeline = startTimeline('c', { messages: range(31, 60), hasMore: true });
  timeline = addOlder(timeline, { messages: range(1, 30), hasMore: false });
  expect(seqs(timeline)).toEqual(range(1, 60).map(({ seq }) => seq));
  expect(timeline).toMatchObject({ head: 60, hasOlder: false });
});

test('[MSG17] [MSG6] whatever is pushed, lost, duplicated or reordered: once the gaps are fetched, the screen shows what the server has', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 120 }), (joinedAt, pushes) => {
      let timeline = startTimeline('c', { messages: range(Math.max(1, joinedAt - 4), joinedAt), hasMore: joinedAt > 5 });
      const first = timeline.messages[0]?.seq ?? 1;
      for (const seq of pushes) {
        const pushed = addPushed(timeline, message(seq));
        timeline = pushed.gap ? addNewer(timeline, range(timeline.head + 1, seq)) : pushed.timeline;
        expect(seqs(timeline)).toEqual(range(first, timeline.head).map((entry) => entry.seq));
      }
      expect(timeline.head).toBe(Math.max(joinedAt, ...pushes));
    }),
  );
});
