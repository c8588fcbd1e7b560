import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PRINTED_PAGES } from './tables.ts';

test.each(Object.entries(PRINTED_PAGES))('docs/%s matches the code (npm run print-docs updates it)', (name, print) => {
  expect(readFileSync(join(import.meta.dirname, name), 'utf8')).toBe(print());
});
