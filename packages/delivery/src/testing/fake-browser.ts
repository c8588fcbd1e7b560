import { createExclusively } from '../one-tab.ts';
import type { Ports } from '../ports.ts';

export type Tab = Ports & { kill(): void; isAlive(): boolean };
type Waiting = { tab: object; begin(): Promise<void> };

/** Ends when nothing more happens without time passing. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A clock that the test moves. */
export function createFakeClock() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];

  function later(run: () => void, ms: number): () => void {
    const timer = { at: now + ms, run };
    timers.push(timer);
    return () => void (timers = timers.filter((each) => each !== timer));
  }
  return {
    later,
    now: () => now,
    /** Runs what is due within `ms`, one after the other. */
    async advance(ms: number): Promise<void> {
      const end = now + ms;
      await settle();
      for (let next = first(timers); next && next.at <= end; next = first(timers)) {
        const { at, run } = next;
        timers = timers.filter((each) => each !== next);
        now = at;
        run();
        await settle();
      }
      now = end;
    },
  };
}
export type FakeClock = ReturnType<typeof createFakeClock>;

const first = <T extends { at: number }>(timers: T[]) => timers.toSorted((a, b) => a.at - b.at)[0];

/** One browser: its tabs share storage and locks. A tab that is killed takes its timers and its locks along. */
export function createFakeBrowser(clock: FakeClock, { hasLocks = true } = {}) {
  const stored = new Map<string, string>();
  const queues = new Map<string, Waiting[]>();
  let ids = 0;

  function grantNext(name: string): void {
    const [holder] = queues.get(name) ?? [];
    void holder?.begin().finally(() => leave(name, holder));
  }
  function leave(name: string, waiting: Waiting): void {
    const queue = queues.get(name) ?? [];
    const wasHolder = queue[0] === waiting;
    queues.set(
      name,
      queue.filter((each) => each !== waiting),
    );
    if (wasHolder) grantNext(name);
  }

  function openTab(): Tab {
    const tab = {};
    let isAlive = true;
    const request = (name: string, _options: object, act: (lock: unknown) => unknown) =>
      new Promise<unknown>((resolve, reject) => {
        const waiting: Waiting = { tab, begin: async () => Promise.resolve(act({})).then(resolve, reject) };
        const queue = [...(queues.get(name) ?? []), waiting];
        queues.set(name, queue);
        if (queue.length === 1) grantNext(name);
      });
    const later = (run: () => void, ms: number) => clock.later(() => isAlive && run(), ms);
    return {
      storage: {
        get: (key) => stored.get(key) ?? null,
        set: (key, value) => void (isAlive && stored.set(key, value)),
        remove: (key) => void (isAlive && stored.delete(key)),
        keys: (prefix) => [...stored.keys()].filter((key) => key.startsWith(prefix)),
      },
      now: () => new Date(clock.now()),
      newId: () => `id-${++ids}`,
      chance: () => 0,
      later,
      exclusively: createExclusively(() => (hasLocks ? { request } : (undefined as never)), { later }),
      isAlive: () => isAlive,
      kill() {
        isAlive = false;
        for (const [name, queue] of queues) for (const waiting of queue) if (waiting.tab === tab) leave(name, waiting);
      },
    };
  }

  return { stored, openTab };
}
export type FakeBrowser = ReturnType<typeof createFakeBrowser>;
