import { beforeAll, expect, it } from 'vitest';
import { setFormats } from './locale.ts';
import { formatRelativeTime } from './relative-time.tsx';

beforeAll(() => setFormats({ region: 'en-GB' }));

it('says how long ago in words that fit a sentence', () => {
  const now = new Date(2025, 10, 22, 15, 0, 0).getTime();
  const before = (ms: number) => formatRelativeTime(new Date(now - ms).toISOString(), now);
  expect(before(-2000)).toBe('just now');
  expect(before(1000)).toBe('just now');
  expect(before(12_000)).toBe('12 s ago');
  expect(before(5 * 60_000)).toBe('5 min ago');
  expect(before(3 * 3_600_000)).toBe('3 h ago');
  expect(before(24 * 3_600_000)).toBe('yesterday');
  expect(before(41 * 24 * 3_600_000)).toBe('on 12 Oct');
});
