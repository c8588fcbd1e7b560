import { expect, it } from 'vitest';
import { thresholdName } from './thresholds.ts';

it('the three thresholds have names, all others are custom', () => {
  expect([0.85, 0.75, 0.6, 0.7].map(thresholdName)).toEqual(['careful', 'normal', 'eager', 'custom']);
});
