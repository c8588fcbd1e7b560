import { expect, test } from 'vitest';
import type { Work } from './matcher/work.ts';
import { createSlices } from './slices.ts';

/** Work with the given number of steps, each of which takes a millisecond of the clock. */
function setUp() {
  let now = 0;
  const steps: string[] = [];
  function* work(name: string, count: number): Work<string> {
    for (let step = 1; step <= count; step++) {
      now++;
      steps.push(name);
      if (step < count) yield;
    }
    return name;
  }
  return { slices: createSlices(() => now), work, steps };
}

test('[FAQ10] in each turn of the event loop, steps start for two milliseconds', async () => {
  const { slices, work, steps } = setUp();
  const result = slices.run(work('long', 5));
  const perTurn: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    await new Promise(setImmediate);
    perTurn.push(steps.length);
  }
  expect(perTurn).toEqual([2, 4, 5]);
  expect(await result).toBe('long');
});

test('[FAQ10] work takes turns: a long piece delays no short one', async () => {
  const { slices, work, steps } = setUp();
  const [long, short] = [slices.run(work('long', 4)), slices.run(work('short', 1))];
  expect(await short).toBe('short');
  expect(steps).toEqual(['long', 'short']);
  expect(await long).toBe('long');
});

test('work that fails reports it to its caller, and the next piece continues', async () => {
  const { slices, work } = setUp();
  function* fails(): Work<never> {
    yield;
    throw new Error('broken');
  }
  const results = await Promise.allSettled([slices.run(fails()), slices.run(work('fine', 2))]);
  expect(results).toMatchObject([{ reason: new Error('broken') }, { value: 'fine' }]);
});
