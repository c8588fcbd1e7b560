import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Embed } from '../loader/main.ts';
import { moveIntoFrame } from './move-into-frame.ts';
import { recover } from './recover.ts';

vi.mock('./move-into-frame.ts', () => ({ moveIntoFrame: vi.fn((_embed: unknown, onMoved: (isMoved: boolean) => void) => onMoved(false)) }));

const embed = { config: { siteKey: 'sc_1' } } as unknown as Embed;
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Fails each time; returns the number of seconds before each attempt. */
async function tryAndFail(error: unknown): Promise<number[]> {
  const from = Date.now();
  const tries: number[] = [];
  const run = (tried: number) =>
    recover({
      embed,
      error,
      tried,
      again() {
        tries.push((Date.now() - from) / 1000);
        run(tried + 1);
      },
    });
  run(1);
  await vi.advanceTimersByTimeAsync(600_000);
  return tries;
}

test('[HOST12] settings that could not be fetched are retried three times, at growing intervals; then the reason is logged', async () => {
  expect(await tryAndFail(new TypeError('Failed to fetch'))).toEqual([1, 4, 13]);
  expect(warn.mock.calls).toEqual([['SupportChat: Failed to fetch']]);
});

test.each([
  ['an answer that is no JSON', new SyntaxError("Unexpected token '<'")],
  ['what a browser throws with a code of its own', new DOMException('aborted', 'AbortError')],
  ['a refusal that is over soon', { code: 'UNAVAILABLE', message: 'later', retryable: true }],
])('[HOST12] %s is retried', async (_what, error) => {
  expect(await tryAndFail(error)).toHaveLength(3);
});

test("[HOST12] a rejection is final and reported in the server's words", async () => {
  expect(await tryAndFail({ code: 'SITE_INVALID', message: 'This chat is switched off.' })).toEqual([]);
  expect(moveIntoFrame).not.toHaveBeenCalled();
  expect(warn.mock.calls).toEqual([['SupportChat: This chat is switched off.']]);
});

test('[HOST12] without a siteKey nothing is attempted', () => {
  const again = vi.fn();
  recover({ embed: { config: {} } as Embed, error: new Error('x'), tried: 1, again });
  vi.runAllTimers();
  expect(again).not.toHaveBeenCalled();
  expect(warn.mock.calls).toEqual([['SupportChat: siteKey is missing.']]);
});
