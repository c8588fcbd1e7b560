import { expect, it } from 'vitest';
import { contiguousRuns } from './line-chart.tsx';

it('a line breaks where a day has no value, and a lone day stays', () => {
  expect(contiguousRuns([1, 2, null, 3, null, null, 0])).toEqual([
    [
      { index: 0, value: 1 },
      { index: 1, value: 2 },
    ],
    [{ index: 3, value: 3 }],
    [{ index: 6, value: 0 }],
  ]);
  expect(contiguousRuns([null])).toEqual([]);
});
