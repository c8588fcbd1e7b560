import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from './server-process.ts';

/** The built product, as people reach it; with its own data. */
export type Product = {
  url: string;
  /** The one-time link that its start printed; null after the first. */
  setupLink: string | null;
  /** Stops it as an operator does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Kills it as a power failure does. */
  kill(): Promise<void>;
  /** Restarts it on the same address and data. */
  restart(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
};

/** Whether E2E_INSTALLATION selects two instances behind nginx instead of one process. */
export const isScaled = process.env['E2E_INSTALLATION'] === 'scaled';

/** Starts the installation selected for this test run. */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  if (!isScaled) return startOneProcess(settings);
  const { startTwoInstances } = await import('./two-instances.ts');
  return startTwoInstances(settings);
}

/** One process with its embedded store, on a free port. */
export async function startOneProcess(settings: Record<string, string> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-e2e-'));
  const start = (port: string) => startServerProcess({ DATA_DIR: folder, PORT: port, ...settings });
  let running = await start('0');
  const { url, setupLink } = running;
  return {
    url,
    setupLink,
    stop: () => running.end('SIGTERM'),
    kill: async () => void (await running.end('SIGKILL')),
    restart: async () => {
      await running.end('SIGTERM');
      running = await start(new URL(url).port);
    },
    remove: async () => {
      await running.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
