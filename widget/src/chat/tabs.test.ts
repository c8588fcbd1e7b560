import { afterEach, expect, test, vi } from 'vitest';
import { exclusively, runInOneTab } from './tabs.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const withLocks = (locks: unknown) =>
  vi.stubGlobal('navigator', Object.create(navigator, { locks: typeof locks === 'function' ? { get: locks as () => never } : { value: locks } }));
const refusal = () => new DOMException('Access to the Locks API is denied in this context.', 'SecurityError');

const REFUSED: [string, unknown][] = [
  ['are missing', undefined],
  ['reject', { request: () => Promise.reject(refusal()) }],
  [
    'throw',
    {
      request: () => {
        throw refusal();
      },
    },
  ],
  [
    'throw when they are looked at',
    () => {
      throw refusal();
    },
  ],
  ['are something else', { request: 'no' }],
];

test.each(REFUSED)('[HOST3] where locks %s, the act runs once and its result is returned', async (_how, locks) => {
  withLocks(locks);
  const act = vi.fn(async () => 7);
  expect(await exclusively('a', act)).toBe(7);
  expect(act).toHaveBeenCalledTimes(1);
  const sound = vi.fn(async () => {});
  await runInOneTab('b', sound);
  expect(sound).toHaveBeenCalledTimes(1);
});

test('[HOST3] a lock that is lost while the act runs does not run it again', async () => {
  withLocks({
    request: async (_name: string, _options: object, act: (lock: object) => Promise<unknown>) => {
      await act({});
      throw new DOMException('stolen', 'AbortError');
    },
  });
  const act = vi.fn(async () => 7);
  expect(await exclusively('a', act)).toBe(7);
  expect(act).toHaveBeenCalledTimes(1);
});

test('an act that fails is reported to its caller, and another tab that holds the lock is left alone', async () => {
  withLocks({ request: async (_name: string, { ifAvailable }: LockOptions, act: (lock: object | null) => unknown) => act(ifAvailable ? null : {}) });
  await expect(exclusively('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const sound = vi.fn(async () => {});
  await runInOneTab('b', sound);
  expect(sound).not.toHaveBeenCalled();
});
