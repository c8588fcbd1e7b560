import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { killOnExit } from './kill-on-exit.ts';

/** Our own in-memory Redis, which does not outlive this process. */
export type RedisProcess = {
  url: string;
  port: number;
  pid(): number;
  /** Kills it immediately, with all its data. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** For commands of the test. */
  client(): Redis;
  stop(): Promise<void>;
};

type Running = { child: ChildProcess; watcher: ChildProcess; port: number };

/** `program`: path of redis-server. */
export async function startRedisProcess(program: string): Promise<RedisProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-redis-'));
  const clients: Redis[] = [];
  let running = await start(program, folder, 0);
  const { port } = running;
  const end = async () => {
    const { child, watcher } = running;
    watcher.kill();
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: () => running.child.pid ?? 0,
    kill: end,
    async restart() {
      running = await start(program, folder, port);
    },
    freeze: () => void running.child.kill('SIGSTOP'),
    thaw: () => void running.child.kill('SIGCONT'),
    client() {
      const client = new Redis(port, '127.0.0.1');
      client.on('error', () => {});
      clients.push(client);
      return client;
    },
    async stop() {
      for (const client of clients) client.disconnect();
      await end();
      rmSync(folder, { recursive: true });
    },
  };
}

/** If another process takes the port meanwhile, a different one is tried. */
async function start(program: string, folder: string, wanted: number): Promise<Running> {
  for (let tries = 5; tries > 0; tries -= 1) {
    const port = wanted || 20_000 + Math.floor(Math.random() * 12_000);
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
    const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'ignore'] });
    const watcher = killOnExit(child, 'KILL');
    const ended = once(child, 'exit').then(() => false);
    if (await Promise.race([isReady(child), ended])) return { child, watcher, port };
    watcher.kill();
  }
  throw new Error('redis-server does not start');
}

function isReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => child.stdout?.on('data', (chunk) => String(chunk).includes('Ready to accept connections') && resolve(true)));
}
