import { expect, test } from 'vitest';
import { describeDurations } from './durations.ts';

test('[ANA2] median and 90th percentile are exact', () => {
  expect(describeDurations([])).toEqual({ count: 0, median: null, p90: null });
  expect(describeDurations([1500])).toEqual({ count: 1, median: 1500, p90: 1500 });
  expect(describeDurations([4000, 1000])).toEqual({ count: 2, median: 2500, p90: 4000 });
  expect(describeDurations([100_000, 9000, 1000])).toEqual({ count: 3, median: 9000, p90: 100_000 });
  expect(describeDurations([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toEqual({ count: 10, median: 5.5, p90: 9 });
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(describeDurations(hundred)).toEqual({ count: 100, median: 50.5, p90: 90 });
});
