import { describe, expect, test } from 'vitest';
import { AGENT_LIMITS, createEventQueue } from './event-queue.ts';
import { createTokenBucket } from './token-bucket.ts';

/** Work that a test completes. */
function workshop() {
  const started: string[] = [];
  const finishers = new Map<string, () => void>();
  return {
    started,
    work: (name: string) => () => {
      started.push(name);
      return new Promise<void>((resolve) => finishers.set(name, resolve));
    },
    async finish(name: string) {
      finishers.get(name)?.();
      await settled();
    },
  };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const names = (count: number) => Array.from({ length: count }, (_, n) => `${n}`);

describe('queue of one socket', () => {
  test('[LIM1] a fast sender may have 64 events in flight, started immediately and in order; 50 more wait; the next is rejected', async () => {
    const { started, work, finish } = workshop();
    const queue = createEventQueue(() => undefined);
    for (const name of names(114)) expect(queue.add({ isRead: false, work: work(name) })).toBe(true);
    expect(queue.add({ isRead: false, work: work('too much') })).toBe(false);
    expect(started).toEqual(names(64));
    await finish('7');
    expect(started).toEqual(names(65));
    expect(queue.add({ isRead: false, work: work('114') })).toBe(true);
    for (const name of names(115)) await finish(name);
    expect(started).toEqual(names(115));
  });

  test('[LIM1] an agent may have 1,000 events in flight, and 1,000 waiting', () => {
    const { work } = workshop();
    const queue = createEventQueue(() => undefined, AGENT_LIMITS);
    for (const name of names(2000)) expect(queue.add({ isRead: false, work: work(name) })).toBe(true);
    expect(queue.add({ isRead: false, work: work('too much') })).toBe(false);
  });

  test('[LIM1] reads run one at a time, in their place among the other events; a failed one blocks none', async () => {
    const { started, work, finish } = workshop();
    const queue = createEventQueue(() => undefined);
    const fail = async () => {
      started.push('failing read');
      throw new Error('expected');
    };
    queue.add({ isRead: true, work: work('first read') });
    queue.add({ isRead: false, work: work('message') });
    queue.add({ isRead: true, work: fail });
    queue.add({ isRead: true, work: work('third read') });
    queue.add({ isRead: false, work: work('later message') });
    await settled();
    expect(started).toEqual(['message', 'first read']);
    await finish('first read');
    expect(started).toEqual(['message', 'first read', 'failing read', 'later message', 'third read']);
  });

  test('[LIM5] a read waits until the client has read what it was sent', async () => {
    const { started, work } = workshop();
    const drained = Promise.withResolvers<void>();
    const queue = createEventQueue(() => drained.promise);
    queue.add({ isRead: true, work: work('read') });
    queue.add({ isRead: false, work: work('message') });
    await settled();
    expect(started).toEqual(['message']);
    drained.resolve();
    await settled();
    expect(started).toEqual(['message', 'read']);
  });

  test('[LIM1] work that is waiting when the socket closes never starts', async () => {
    const { started, work, finish } = workshop();
    const queue = createEventQueue(() => undefined);
    for (const name of ['first', 'second']) queue.add({ isRead: true, work: work(name) });
    await settled();
    queue.clear();
    await finish('first');
    expect(started).toEqual(['first']);
  });
});

test('[LIM2] a token bucket is used up, and refills over time up to its maximum', () => {
  let now = 1000;
  const bucket = createTokenBucket({ burst: 3, perSecond: 2 }, () => now);
  const useAll = () => names(10).filter(() => bucket.take()).length;
  expect(useAll()).toBe(3);
  now += 1000;
  expect(useAll()).toBe(2);
  now += 3_600_000;
  expect(useAll()).toBe(3);
});
