import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fillFile } from '../../testing/large-installation.ts';
import { type CopyProcess, runToEnd, startCopy } from './copy-process.ts';

const TIMEOUT_MS = 120_000;
let folder: string;
let from: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'supportchat-copy-'));
  from = join(folder, 'old', 'supportchat.db');
  await fillFile(from, { conversations: 1500, messagesEach: 10 });
}, TIMEOUT_MS);
afterAll(() => rmSync(folder, { recursive: true }));
// Processes left behind by a failed test.
afterEach(async () => {
  for (const { child, ended } of begun.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

const begun: CopyProcess[] = [];
function begin(source: string, to: string): CopyProcess {
  const copying = startCopy(source, to);
  begun.push(copying);
  return copying;
}

const sizeOf = (file: string) => ['', '-wal'].reduce((total, suffix) => total + (statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0), 0);

test(
  '[MOVE2] killed at any point, the copy resumes where it was and ends with the same result',
  async () => {
    const to = join(folder, 'killed', 'supportchat.db');
    const whole = sizeOf(from);
    for (const share of [0.01, 0.2, 0.5]) {
      const copy = begin(from, to);
      await copy.reached(`${share} of the copy is written`, () => sizeOf(to) > share * whole);
      copy.child.kill('SIGKILL');
      expect((await copy.ended).signal).toBe('SIGKILL');
    }
    const comparing = begin(from, to);
    await comparing.printed('Comparing:');
    comparing.child.kill('SIGKILL');
    await comparing.ended;
    expect(comparing.output()).toContain('Resuming the interrupted copy: ');
    const { code, output } = await runToEnd(from, to);
    expect(output).toContain('The copy is complete, and the same as its source.');
    expect(code).toBe(0);
    expect(await runToEnd(from, to)).toMatchObject({ code: 1, output: expect.stringContaining('is not empty') });
    expect(await runToEnd(from, to, '--verify-only')).toMatchObject({ code: 0, output: expect.stringContaining('Both are the same.') });
  },
  TIMEOUT_MS,
);

test(
  'Ctrl-C stops it after the current batch, and it says how to continue',
  async () => {
    const to = join(folder, 'stopped', 'supportchat.db');
    const copy = begin(from, to);
    await copy.printed('Copying:');
    copy.child.kill('SIGINT');
    expect((await copy.ended).code).toBe(130);
    expect(copy.output()).toContain('Stopped. The copy is not complete: run the same command again to resume it.');
    expect(await runToEnd(from, to)).toMatchObject({ code: 0, output: expect.stringContaining('The copy is complete') });
  },
  TIMEOUT_MS,
);

test(
  'an error is one line, with exit code 1',
  async () => {
    const missing = join(folder, 'nowhere.db');
    expect(await runToEnd(missing, join(folder, 'new.db'))).toEqual({
      code: 1,
      output: `There is no installation in ${missing}: the file is missing or empty.\n`,
    });
  },
  TIMEOUT_MS,
);
