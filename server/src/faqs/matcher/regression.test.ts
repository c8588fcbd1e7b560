import { expect, test } from 'vitest';
import { weighPhrasings } from './regression.ts';

test('unrelated phrasings are weighed by closeness alone', () => {
  expect([...weighPhrasings(Float64Array.of(0.6, 0.3), Float64Array.of(1, 0, 0, 1))]).toEqual([expect.closeTo(0.4), expect.closeTo(0.2)]);
});

test('equivalent phrasings share one vote', () => {
  const alone = weighPhrasings(Float64Array.of(0.6), Float64Array.of(1))[0]!;
  const [first = 0, second = 0] = weighPhrasings(Float64Array.of(0.6, 0.6), Float64Array.of(1, 1, 1, 1));
  expect(first).toBeCloseTo(second);
  expect(first + second).toBeLessThan(1.3 * alone);
});

test('the solution satisfies the given system', () => {
  const similarities = Float64Array.of(1, 0.5, 0.2, 0.5, 1, 0.1, 0.2, 0.1, 1);
  const votes = weighPhrasings(Float64Array.of(0.9, 0.4, 0.1), similarities);
  const row = (i: number) => votes.reduce((sum, vote, j) => sum + vote * (similarities[3 * i + j]! + (i === j ? 0.5 : 0)), 0);
  expect([row(0), row(1), row(2)]).toEqual([expect.closeTo(0.9), expect.closeTo(0.4), expect.closeTo(0.1)]);
});
