import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PRINTED_PAGES } from './tables.ts';

test.each(Object.entries(PRINTED_PAGES))('docs/%s says what the code says (npm run print-docs prints it anew)', (name, print) => {
  expect(readFileSync(join(import.meta.dirname, name), 'utf8')).toBe(print());
});
