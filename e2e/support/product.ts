import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built product as its own process, on a free port, with a data folder of its own. */
export type Product = {
  url: string;
  /** The one-time link that its start printed; null after the first. */
  setupLink: string | null;
  /** Ends it as an operator does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and forgets its data. */
  remove(): Promise<void>;
};

const ROOT = join(import.meta.dirname, '../..');

export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-e2e-'));
  let port = '0';
  let running = await start();
  port = new URL(running.url).port;

  async function start() {
    const child = spawn(process.execPath, [join(ROOT, 'server/src/main.ts')], {
      env: { ...process.env, DATA_DIR: folder, PORT: port, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const printed = await waitForAddress(child);
    return { child, url: addressIn(printed, /(http:\/\/localhost:\d+)\/admin\/\s/) ?? '', setupLink: addressIn(printed, /(http\S+\/admin\/setup\?token=\S+)/) };
  }

  const stop = async () => {
    const { child } = running;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill('SIGTERM');
    await once(child, 'exit');
    return child.exitCode;
  };
  return {
    url: running.url,
    setupLink: running.setupLink,
    stop,
    kill: async () => {
      const ended = once(running.child, 'exit');
      running.child.kill('SIGKILL');
      await ended;
    },
    restart: async () => {
      await stop();
      running = await start();
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const addressIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? null;

/** What the server prints before it is ready to be used; later output is read and dropped, so that it never blocks. */
function waitForAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += String(chunk);
      if (/\/admin\/\s[\s\S]*\n\n$/.test(printed)) resolve(printed);
    });
    child.once('exit', (code) => reject(new Error(`The server did not start (${code}): ${printed}`)));
  });
}
