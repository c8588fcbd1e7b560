import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { capture } from './child.mjs';
import { ROOT } from './node24.mjs';

const folder = mkdtempSync(join(tmpdir(), 'supportchat-child-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that runs its argument in the foreground; its path. */
function writeParent(): string {
  const file = join(folder, 'parent.mjs');
  const module = pathToFileURL(join(ROOT, 'scripts', 'child.mjs')).href;
  writeFileSync(
    file,
    `import { runInForeground } from ${JSON.stringify(module)}; process.exitCode = await runInForeground(process.execPath, ['-e', process.argv[2]]);`,
  );
  return file;
}

function startParent(inner: string): ChildProcess {
  return spawn(process.execPath, [writeParent(), inner], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** All its output, and its exit code; `onReady` is called when it has printed "ready". */
async function follow(parent: ChildProcess, onReady: () => void): Promise<{ output: string; code: number | null }> {
  let output = '';
  parent.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (text.includes('ready')) onReady();
  });
  const code = await new Promise<number | null>((resolve) => parent.on('close', resolve));
  return { output, code };
}

const SLOW_STOP = `
  let received = 0;
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { received++; setTimeout(() => { console.log(signal, received); process.exit(7); }, 100); });
  setInterval(() => {}, 1000);
  console.log('ready');`;

describe.skipIf(process.platform === 'win32')('a command in the foreground', () => {
  test('receives a signal once, however often it is sent, and its exit code is ours', async () => {
    const parent = startParent(SLOW_STOP);
    const { output, code } = await follow(parent, () => {
      parent.kill('SIGTERM');
      parent.kill('SIGTERM');
    });
    expect(output).toContain('SIGTERM 1');
    expect(code).toBe(7);
  });

  test('ends when the shell that npm put above it is gone', async () => {
    const file = writeParent();
    const shell = spawn('sh', ['-c', `${process.execPath} ${file} "$INNER"; true`], {
      env: { ...process.env, INNER: SLOW_STOP, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { output } = await follow(shell, () => shell.kill('SIGKILL'));
    expect(output).toContain('SIGTERM 1');
  });

  test('killed by a signal, it has the exit code that a shell reports', async () => {
    const parent = startParent(`console.log('ready'); setInterval(() => {}, 1000);`);
    const { code } = await follow(parent, () => parent.kill('SIGINT'));
    expect(code).toBe(130);
  });
});

test('a captured command returns its output and exit code', async () => {
  expect(await capture(process.execPath, ['-e', 'console.log("out"); console.error("err"); process.exit(3)'])).toEqual({
    code: 3,
    output: expect.stringMatching(/out\n/) as string,
  });
});

test('a command that does not exist rejects', async () => {
  await expect(capture('/nowhere/nothing', [])).rejects.toThrow('ENOENT');
});
