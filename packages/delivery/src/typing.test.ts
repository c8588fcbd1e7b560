import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTypingSender, createTypingViewer } from './typing.ts';

const timers = {
  later(run: () => void, ms: number) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('typing is sent at the first key, then every three seconds, and its end after five idle ones', () => {
  const tell = vi.fn();
  const typing = createTypingSender(timers, tell);
  for (let second = 0; second < 7; second++) {
    typing.key();
    vi.advanceTimersByTime(1000);
  }
  expect(tell.mock.calls).toEqual([[true], [true], [true]]);
  vi.advanceTimersByTime(5000);
  expect(tell.mock.calls.slice(3)).toEqual([[false]]);
  vi.advanceTimersByTime(60_000);
  expect(tell).toHaveBeenCalledTimes(4);
});

test('sending or leaving the box ends it once', () => {
  const tell = vi.fn();
  const typing = createTypingSender(timers, tell);
  typing.stop();
  typing.key();
  typing.stop();
  typing.stop();
  vi.advanceTimersByTime(60_000);
  expect(tell.mock.calls).toEqual([[true], [false]]);
});

test('the other side’s typing is cleared six seconds after its last signal', () => {
  const show = vi.fn();
  const view = createTypingViewer(timers, show);
  view('Ada');
  vi.advanceTimersByTime(5000);
  view('Ada');
  vi.advanceTimersByTime(5999);
  expect(show).not.toHaveBeenCalledWith('');
  vi.advanceTimersByTime(1);
  expect(show).toHaveBeenLastCalledWith('');
  view('Ada');
  view('');
  vi.advanceTimersByTime(60_000);
  expect(show).toHaveBeenCalledTimes(5);
});
