import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { inject } from 'vitest';

/** Path of redis-server; null = there is none, which was told, and its tests are skipped. */
export const redisServer = inject('redisServer');

/** A Redis of the tests' own, in memory. */
export type TestRedis = {
  url: string;
  port: number;
  /** Ends it at once, with all that it held. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** For commands of the test. */
  client(): Redis;
  stop(): Promise<void>;
};

export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-redis-'));
  const clients: Redis[] = [];
  let { child, port } = await start(folder, 0);
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill: end,
    async restart() {
      ({ child, port } = await start(folder, port));
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
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

/** A port that is taken by somebody else meanwhile is tried again with another one. */
async function start(folder: string, wanted: number): Promise<{ child: ChildProcess; port: number }> {
  for (let tries = 5; tries > 0; tries -= 1) {
    const port = wanted || 20_000 + Math.floor(Math.random() * 12_000);
    const child = spawn(redisServer ?? 'redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(child, 'exit');
    const ready = (async () => {
      for await (const line of child.stdout ?? []) if (String(line).includes('Ready to accept connections')) return true;
      return false;
    })();
    if (await Promise.race([ready, ended.then(() => false)])) return { child, port };
  }
  throw new Error('redis-server does not start');
}
