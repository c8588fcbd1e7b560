import { expect, it } from 'vitest';
import { compareCounts, compareDurations, compareShares } from './compare.ts';

it('response times are faster or slower, or as before', () => {
  expect(compareDurations(130, 168, 'last week')).toEqual({ text: '38 s faster than last week', tone: 'ok' });
  expect(compareDurations(200, 100, 'last week')).toEqual({ text: '1 min 40 s slower than last week', tone: 'bad' });
  expect(compareDurations(101, 100, 'last week')).toEqual({ text: 'no change' });
  expect(compareDurations(null, 100, 'last week')).toBeNull();
  expect(compareDurations(100, null, 'last week')).toBeNull();
});

it('counts are more or fewer', () => {
  expect(compareCounts(1500, 12, 'before').text).toBe('1,488 more than before');
  expect(compareCounts(1, 3, 'before').text).toBe('2 fewer than before');
  expect(compareCounts(3, 3, 'before').text).toBe('no change');
});

it('shares differ in points', () => {
  expect(compareShares(0.41, 0.36, 'before')?.text).toBe('5 points more than before');
  expect(compareShares(0.4, 0.41, 'before')?.text).toBe('1 point less than before');
  expect(compareShares(0.4, null, 'before')).toBeNull();
});
