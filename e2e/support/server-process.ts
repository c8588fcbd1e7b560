import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The built product as one process. */
export type ServerProcess = {
  /** Where it can be reached on this machine. */
  url: string;
  /** The one-time link that its start printed; null after the first. */
  setupLink: string | null;
  /** Sends the signal and resolves with the exit code; null when it was killed. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

const MAIN = join(import.meta.dirname, '../../server/src/main.ts');

/** Starts it, or the program `main`, on 127.0.0.1. `PORT` of the settings must be a free one, or 0 when there is no `PUBLIC_URL`. Resolves when it listens. */
export async function startServerProcess(settings: Record<string, string>, main = MAIN): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = await waitForAddress(child);
  const printedUrl = addressIn(printed, /(http:\/\/localhost:\d+)\/admin\/\s/);
  return {
    url: printedUrl ?? `http://localhost:${settings['PORT']}`,
    setupLink: addressIn(printed, /(http\S+\/admin\/setup#token=\S+)/),
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

const addressIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? null;

/** What the server prints before it is ready; later output is read and dropped, so that it never blocks. */
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
