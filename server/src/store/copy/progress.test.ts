import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

test('without a terminal: a line at the start, every five seconds and at the end', () => {
  let now = 0;
  const output = new PassThrough({ encoding: 'utf8' });
  const progress = createProgress(output, () => new Date(now));
  progress.begin('Copying', 100_000, 20_000);
  for (now = 1000; now <= 5000; now += 1000) progress.add(1000);
  for (now = 6000; now <= 10_000; now += 1000) progress.add(2000);
  now = 11_000;
  progress.end();
  expect(String(output.read()).trim().split('\n')).toEqual([
    'Copying: 20,000 of 100,000 rows, 0 rows/s',
    'Copying: 25,000 of 100,000 rows, 1,000 rows/s, 75 s left',
    'Copying: 35,000 of 100,000 rows, 2,000 rows/s, 33 s left',
    'Copying: 35,000 of 100,000 rows, 0 rows/s',
  ]);
});

test('on a terminal: a bar', () => {
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), {
    isTTY: true,
    columns: 200,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  });
  const progress = createProgress(output, () => new Date(0));
  progress.begin('Copying', 100, 50);
  progress.add(25);
  progress.end();
  expect(String(output.read())).toMatch(/Copying .* 75 % \| 75 of 100 rows \| .* rows\/s/);
});
