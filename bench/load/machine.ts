import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

/** Where and on what the measurement ran, as a Markdown list. */
export function describeMachine(): string {
  const commit = git('rev-parse', '--short', 'HEAD');
  const changed = git('status', '--porcelain', '--', 'server', 'bench', 'packages') !== '';
  return [
    `- ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commit}${changed ? ' with uncommitted changes' : ''}`,
    `- ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    `- Node ${process.version}; open files at most ${openFilesLimit()}; load average before the run ${loadavg()[0]?.toFixed(1)}`,
    '- servers and the load generator are separate processes that share these processors, on the loopback address',
  ].join('\n');
}

/** How many files, and so sockets, this process may hold open. */
export function openFilesLimit(): number {
  return Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
}
