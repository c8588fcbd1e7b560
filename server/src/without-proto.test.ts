import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test.each(['main.ts', 'cli.ts', 'demo/seed.ts'])('[HTTP1] %s removes __proto__ before anything else', (file) => {
  const [first] = /^import .*$/m.exec(readFileSync(join(import.meta.dirname, file), 'utf8')) ?? [];
  expect(first).toMatch(/^import '\.{1,2}\/without-proto\.ts';$/);
});

test('[HTTP1] without it, no assignment reaches a prototype', () => {
  const code = `await import(${JSON.stringify(join(import.meta.dirname, 'without-proto.ts'))}); const o = {}; o['__proto__'] = { isAdmin: true }; console.log(o.isAdmin, ({}).__proto__);`;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })).toBe('undefined undefined\n');
});
