import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from './server-process.ts';

/** The built product, as people reach it; with data of its own. */
export type Product = {
  url: string;
  /** The one-time link that its start printed; null after the first. */
  setupLink: string | null;
  /** Ends it as an operator does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again on the same address and data. */
  restart(): Promise<void>;
  /** Ends it and forgets its data. */
  remove(): Promise<void>;
};

/** Does E2E_INSTALLATION ask for two instances behind nginx instead of one process? */
export const isScaled = process.env['E2E_INSTALLATION'] === 'scaled';

/** Starts the installation that the test run is about. */
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
