#!/usr/bin/env node
/** `supportchat …` on whatever Node there is: with an older one it starts itself again on the Node 24 that comes with the packages. */
import { fileURLToPath } from 'node:url';
import { runInForeground } from '../../scripts/child.mjs';
import { environmentWith, findNode24 } from '../../scripts/node24.mjs';
import { StepFailed } from '../../scripts/steps.mjs';

try {
  const node = findNode24();
  if (node === process.execPath) await import('../src/cli.ts');
  else process.exitCode = await runInForeground(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { env: environmentWith(node) });
} catch (failure) {
  console.error(failure instanceof StepFailed ? failure.message : failure);
  process.exitCode = 1;
}
