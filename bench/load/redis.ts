import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../scripts/test-programs.mjs';

/** A redis-server of our own, in memory. */
export type BenchRedis = { url: string; pid: number; stop(): Promise<void> };

export const canStartRedis = () => findProgram('redis-server') !== null;

/** A port that is taken by somebody else is tried again with another one. */
export async function startRedis(): Promise<BenchRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-bench-redis-'));
  for (let tries = 5; tries > 0; tries -= 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
    const child = spawn(findProgram('redis-server') ?? 'redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    const exited = once(child, 'exit');
    if (!(await Promise.race([isReady(child), exited.then(() => false)]))) continue;
    // It shall not outlive this process, however that ends.
    process.once('exit', () => child.kill('SIGKILL'));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
    return {
      url: `redis://127.0.0.1:${port}`,
      pid: child.pid ?? 0,
      async stop() {
        child.kill('SIGTERM');
        await exited;
        rmSync(folder, { recursive: true });
      },
    };
  }
  throw new Error('redis-server does not start');
}

function isReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => child.stdout?.on('data', (chunk) => String(chunk).includes('Ready to accept connections') && resolve(true)));
}
