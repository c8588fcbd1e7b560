import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '../../../faults/until.ts';

/** `supportchat copy` as its own process. */
export type CopyProcess = {
  child: ChildProcess;
  /** Its output so far, errors included. */
  output(): string;
  /** Resolves when it exits. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Resolves when the output contains the text; rejects if the process exits first. */
  printed(text: string): Promise<void>;
  /** Resolves when the condition holds; rejects if the process exits first. */
  reached(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
};

const REACHED_WITHIN_MS = 60_000;
const CLI = join(import.meta.dirname, '../../cli.ts');

export function startCopy(from: string, to: string, ...more: string[]): CopyProcess {
  const child = spawn(process.execPath, [CLI, 'copy', '--from', from, '--to', to, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      for (const look of waiting) look();
    });
  }
  let hasEnded = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    hasEnded = true;
    return { code, signal };
  });
  return {
    child,
    output: () => output,
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!output.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`The process ended before it printed ${JSON.stringify(text)}: ${output}`)));
      }),
    reached: (what, condition) =>
      until(
        what,
        async () => {
          if (hasEnded) throw new Error(`The process ended before this: ${what}: ${output}`);
          return condition();
        },
        REACHED_WITHIN_MS,
      ),
  };
}

/** Runs the copy to completion; resolves with the exit code and the output. */
export async function runToEnd(from: string, to: string, ...more: string[]): Promise<{ code: number | null; output: string }> {
  const copy = startCopy(from, to, ...more);
  const { code } = await copy.ended;
  return { code, output: copy.output() };
}
