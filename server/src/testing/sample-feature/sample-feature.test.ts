import { afterAll, beforeAll, expect, test } from 'vitest';
import { applySampleFeature, type SampleProduct } from './apply-sample-feature.ts';
import { TOUCHES } from './touches.ts';

let product: SampleProduct;
beforeAll(() => {
  product = applySampleFeature();
});
afterAll(() => product.remove());

test('it edits nine files of the product, at most three lines in each, one table of a test, and nothing in conversations/', () => {
  const files = [...new Set(TOUCHES.map(({ file }) => file))];
  const lines = Object.fromEntries(files.map((file) => [file, TOUCHES.filter((touch) => touch.file === file).length]));
  expect(files.filter((file) => !file.endsWith('.test.ts'))).toHaveLength(9);
  expect(files.filter((file) => file.endsWith('.test.ts'))).toEqual(['server/src/access/roles.test.ts']);
  expect(Math.max(...Object.values(lines))).toBeLessThanOrEqual(3);
  expect(files.filter((file) => file.startsWith('server/src/conversations/'))).toEqual([]);
});

test('with these edits the server compiles', () => {
  expect(product.run('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'server/tsconfig.json')).toBe(0);
});

test('on SQLite its event, field, entry, reaction, job, sub-store, route, permission and setting work', () => {
  expect(product.run('server/src/thumbs/prove.ts')).toBe(0);
});
