import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchNavigation } from './navigation.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const MENUS: [string, unknown][] = [
  ['is missing', undefined],
  ['is a menu of the page', { main: [], addEventListener() {} }],
];

test.each(MENUS)('[HOST4] if the Navigation API %s, address changes are detected, and the page keeps its own history functions', (_how, navigation) => {
  vi.stubGlobal('navigation', navigation);
  const { pushState, replaceState } = history;
  const onChange = vi.fn();
  const leaving = new AbortController();
  watchNavigation(onChange, leaving.signal);
  vi.advanceTimersByTime(2000);
  expect(onChange).not.toHaveBeenCalled();
  history.pushState(null, '', '/a');
  vi.advanceTimersByTime(500);
  history.replaceState(null, '', '/b');
  vi.advanceTimersByTime(2000);
  expect(onChange).toHaveBeenCalledTimes(2);
  expect([history.pushState, history.replaceState]).toEqual([pushState, replaceState]);
  leaving.abort();
  history.pushState(null, '', '/c');
  vi.advanceTimersByTime(2000);
  expect(onChange).toHaveBeenCalledTimes(2);
});
