import { expect, test, vi } from 'vitest';
import { watchNavigation } from './navigation.ts';

test('without the Navigation API: pushState, replaceState and popstate are told, and stopping leaves history as it was', () => {
  const before = history.pushState;
  const onChange = vi.fn();
  const leaving = new AbortController();
  watchNavigation(onChange, leaving.signal);
  history.pushState(null, '', '/a');
  history.replaceState(null, '', '/b');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(onChange).toHaveBeenCalledTimes(3);
  leaving.abort();
  expect(history.pushState).toBe(before);
  history.pushState(null, '', '/c');
  expect(onChange).toHaveBeenCalledTimes(3);
});

test('a patch that another script laid over ours survives our stop', () => {
  const before = history.pushState;
  const onChange = vi.fn();
  const leaving = new AbortController();
  watchNavigation(onChange, leaving.signal);
  const ours = history.pushState;
  const theirs: History['pushState'] = function (this: History, ...entry) {
    ours.apply(this, entry);
  };
  history.pushState = theirs;
  leaving.abort();
  expect(history.pushState).toBe(theirs);
  history.pushState(null, '', '/d');
  expect(location.pathname).toBe('/d');
  expect(onChange).not.toHaveBeenCalled();
  history.pushState = before;
});
