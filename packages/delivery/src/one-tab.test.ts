import { expect, test, vi } from 'vitest';
import { createExclusively, runInOneTab } from './one-tab.ts';
import { createFakeBrowser, createFakeClock } from './testing/fake-browser.ts';

type Locks = ReturnType<Parameters<typeof runInOneTab>[0]>;
const within = (locks: () => unknown) => createExclusively(locks as () => Locks, { later: (run) => (run(), () => {}) });
const refusal = () => new DOMException('Access to the Locks API is denied in this context.', 'SecurityError');

const REFUSED: [string, () => unknown][] = [
  ['are missing', () => undefined],
  ['reject', () => ({ request: () => Promise.reject(refusal()) })],
  [
    'throw',
    () => ({
      request: () => {
        throw refusal();
      },
    }),
  ],
  [
    'throw when they are looked at',
    () => {
      throw refusal();
    },
  ],
  ['are something else', () => ({ request: 'no' })],
];

test.each(REFUSED)('[HOST3] where locks %s, the act runs once and its result is returned', async (_how, locks) => {
  const act = vi.fn(async () => 7);
  expect(await within(locks)('a', act)).toBe(7);
  expect(act).toHaveBeenCalledTimes(1);
  const sound = vi.fn(async () => {});
  await runInOneTab(locks as () => Locks, 'b', sound);
  expect(sound).toHaveBeenCalledTimes(1);
});

test('[HOST3] a lock that is lost while the act runs does not run it again', async () => {
  const locks = {
    request: async (_name: string, _options: object, act: (lock: object) => Promise<unknown>) => {
      await act({});
      throw new DOMException('stolen', 'AbortError');
    },
  };
  const act = vi.fn(async () => 7);
  expect(await within(() => locks)('a', act)).toBe(7);
  expect(act).toHaveBeenCalledTimes(1);
});

test('an act that fails is reported to its caller, and another tab that holds the lock is left alone', async () => {
  const locks = {
    request: async (_name: string, { ifAvailable }: { ifAvailable?: boolean }, act: (lock: object | null) => unknown) => act(ifAvailable ? null : {}),
  };
  await expect(within(() => locks)('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const sound = vi.fn(async () => {});
  await runInOneTab(() => locks, 'b', sound);
  expect(sound).not.toHaveBeenCalled();
});

test('[CORE3] the result is returned at once; the next tab begins when it can see what this one has stored', async () => {
  const clock = createFakeClock();
  const browser = createFakeBrowser(clock);
  const [left, right] = [browser.openTab(), browser.openTab()];
  const done: string[] = [];
  const act = (name: string) => async () => void done.push(`${name} at ${clock.now()}`);
  const first = left.exclusively('a', act('left'));
  void right.exclusively('a', act('right'));
  void right.exclusively('b', act('other'));
  await first;
  expect(done).toEqual(['left at 0', 'other at 0']);
  await clock.advance(200);
  expect(done[2]).toBe('right at 200');
});

test('[CORE3] a tab that is closed while it holds the lock passes it on', async () => {
  const clock = createFakeClock();
  const browser = createFakeBrowser(clock);
  const [left, right] = [browser.openTab(), browser.openTab()];
  void left.exclusively('a', () => new Promise(() => {}));
  const act = vi.fn(async () => {});
  void right.exclusively('a', act);
  await clock.advance(60_000);
  expect(act).not.toHaveBeenCalled();
  left.kill();
  await clock.advance(0);
  expect(act).toHaveBeenCalled();
});
