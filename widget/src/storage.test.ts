import { afterEach, expect, test, vi } from 'vitest';
import { openStorage } from './storage.ts';

afterEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

test('keeps values in localStorage and lists keys by prefix', () => {
  const storage = openStorage();
  storage.set('sc_a:1', 'x');
  storage.set('other', 'y');
  expect(localStorage.getItem('sc_a:1')).toBe('x');
  expect(storage.keys('sc_')).toEqual(['sc_a:1']);
  storage.remove('sc_a:1');
  expect(storage.get('sc_a:1')).toBeNull();
  expect(storage.keepsAll()).toBe(true);
});

test('[MSG19] blocked storage: warns once, keeps in memory and works', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const storage = openStorage(() => {
    throw new DOMException('blocked', 'SecurityError');
  });
  expect(storage.get('sc_a')).toBeNull();
  expect(warn).not.toHaveBeenCalled();
  storage.set('sc_a', '1');
  storage.set('sc_b', '2');
  expect(storage.get('sc_a')).toBe('1');
  expect(storage.keys('sc_')).toEqual(['sc_a', 'sc_b']);
  storage.remove('sc_a');
  expect(storage.get('sc_a')).toBeNull();
  expect(storage.keepsAll()).toBe(false);
  expect(warn).toHaveBeenCalledTimes(1);
});

test('[MSG19] full storage: the value that did not fit is still available, and so are older ones', () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  localStorage.setItem('sc_old', 'kept');
  const full = {
    ...bound(localStorage),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  } as unknown as Storage;
  const storage = openStorage(() => full);
  storage.set('sc_new', 'big');
  expect(storage.get('sc_new')).toBe('big');
  expect(storage.get('sc_old')).toBe('kept');
  expect(storage.keepsAll()).toBe(false);
});

function bound(store: Storage): Partial<Storage> {
  return { getItem: (key) => store.getItem(key), removeItem: (key) => store.removeItem(key) };
}
