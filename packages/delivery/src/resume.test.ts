import type { MessagePage } from '@supportchat/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createResume, lostMessages } from './resume.ts';
import { createFakeClock, settle } from './testing/fake-browser.ts';
import { message, range } from './testing/messages.ts';
import { startTimeline } from './timeline.ts';

/** A client that holds the first message, and a server with a page size of 3. */
function createWorld() {
  const clock = createFakeClock();
  const world = { clock, stored: 1, connection: 'k1' as string | undefined, isLive: true, isDown: false, loads: 0, inFlight: 0, mostInFlight: 0 };
  let timeline = startTimeline('c', { messages: range(1, 1), hasMore: false });
  const resume = createResume({
    connectionId: () => world.connection,
    isLive: () => world.isLive,
    held: () => timeline,
    show: (next) => (timeline = next),
    loadNewer: (_id, afterSeq) =>
      new Promise<MessagePage | undefined>((resolve) => {
        world.loads++;
        world.mostInFlight = Math.max(world.mostInFlight, ++world.inFlight);
        clock.later(() => {
          world.inFlight--;
          const messages = range(afterSeq + 1, Math.min(world.stored, afterSeq + 3));
          resolve(world.isDown ? undefined : { messages, hasMore: afterSeq + 3 < world.stored });
        }, 50);
      }),
  });
  return { world, resume, seqs: () => timeline.messages.map(({ seq }) => seq) };
}

test('[MSG17] [CORE1] what is missing below a pushed message is fetched, page by page', async () => {
  const { world, resume, seqs } = createWorld();
  world.stored = 9;
  resume.receive(message(9));
  expect(seqs()).toEqual([1]);
  await world.clock.advance(1000);
  expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(world.loads).toBe(3);
});

test('[MSG17] a burst above a gap causes one fetch at a time', async () => {
  const { world, resume, seqs } = createWorld();
  world.stored = 12;
  for (const seq of [8, 9, 10, 11, 12]) resume.receive(message(seq));
  await world.clock.advance(1000);
  expect(seqs()).toHaveLength(12);
  expect(world.mostInFlight).toBe(1);
  expect(world.loads).toBe(4);
});

test('a message that was announced and cannot be fetched ends the fetching', async () => {
  const { world, resume, seqs } = createWorld();
  resume.noteAnnounced('c', 5);
  await world.clock.advance(60_000);
  expect(seqs()).toEqual([1]);
  expect(world.loads).toBe(1);
});

test('what is announced before the join is answered, the join catches up with', async () => {
  const { world, resume, seqs } = createWorld();
  world.isLive = false;
  world.stored = 4;
  resume.receive(message(4));
  await world.clock.advance(1000);
  expect(world.loads).toBe(0);
  await Promise.all([resume.catchUp(), world.clock.advance(1000)]);
  expect(seqs()).toEqual([1, 2, 3, 4]);
});

test('a fetch of an earlier connection is not waited for', async () => {
  const { world, resume, seqs } = createWorld();
  world.stored = 3;
  resume.noteAnnounced('c', 3);
  await settle();
  world.connection = 'k2';
  void resume.catchUp();
  await settle();
  expect(world.inFlight).toBe(2);
  await world.clock.advance(1000);
  expect(seqs()).toEqual([1, 2, 3]);
});

test('[MSG6] [MSG17] whatever is pushed, lost, repeated or reordered, the client ends with what the server has', async () => {
  const push = fc.record({
    stored: fc.nat({ max: 4 }),
    pushed: fc.array(fc.nat({ max: 12 }), { maxLength: 4 }),
    ms: fc.constantFrom(0, 20, 60),
    isDown: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(push, { maxLength: 12 }), async (steps) => {
      const { world, resume, seqs } = createWorld();
      for (const { stored, pushed, ms, isDown } of steps) {
        world.stored += stored;
        world.isDown = isDown;
        for (const back of pushed) if (world.stored - back > 0) resume.receive(message(world.stored - back));
        await world.clock.advance(ms);
        const { length } = seqs();
        expect(seqs()).toEqual(Array.from({ length }, (_, at) => at + 1));
      }
      // As after every reconnect.
      world.isDown = false;
      world.connection = 'next';
      void resume.catchUp(true);
      await world.clock.advance(10_000);
      expect(seqs()).toHaveLength(world.stored);
    }),
    { numRuns: 150 },
  );
});

test('[MSG20] [CORE1] after a restored backup, the lost messages are the own ones above its end that have an id', () => {
  const own = (seq: number) => message(seq, { senderType: 'visitor', clientMessageId: `id-${seq}` });
  const messages = [own(1), message(2), own(3), message(4), own(5), { ...own(6), clientMessageId: null }, own(7)];
  const lost = lostMessages(startTimeline('c', { messages, hasMore: false }), 2, ({ senderType }) => senderType === 'visitor');
  expect(lost.map(({ seq }) => seq)).toEqual([3, 5, 7]);
});
