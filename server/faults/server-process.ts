import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { MemoryReport } from './memory-probe.ts';

/** How a process ended: exactly one of the two. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** The real server as its own process. */
export type ServerProcess = {
  url: string;
  port: number;
  child: ChildProcess;
  /** The token of the one-time setup link; null once there is an owner. */
  setupToken: string | null;
  exited: Promise<Exit>;
  /** Throws, with its output, when the process has ended: call it while waiting for something from the process. */
  assertRunning(): void;
  /** The end of its output. */
  output(): string;
  /** Sends the signal and resolves when it has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit>;
};

export type StartOptions = {
  dataDir: string;
  /** 0 takes a free one. */
  port?: number;
  env?: Record<string, string>;
  /** Additional Node arguments, such as `--cpu-prof`. */
  nodeArguments?: string[];
  /** Open a channel for messages to the process. */
  ipc?: boolean;
  /** The program; by default the one of this checkout. */
  main?: string;
};

const MAIN = join(import.meta.dirname, '../src/main.ts');
const MAX_OUTPUT = 20_000;
const START_TIMEOUT_MS = 30_000;
/** Ends the server when our end of its standard input closes (its threads have an empty one), so that it never outlives this process, however that ends. */
const KILL_WITH_PARENT = `data:text/javascript,import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.stdin.resume().on('end', () => process.exit(1)).unref()`;

/** Starts `main.ts` on 127.0.0.1; resolves when it listens. */
export async function startServerProcess({ dataDir, port = 0, env = {}, nodeArguments = [], ipc = false, main = MAIN }: StartOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', KILL_WITH_PARENT, ...nodeArguments, main], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error', DEMO_PAGE: 'false', NODE_ENV: 'production', ...env },
    stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  });
  const exited = once(child, 'exit').then(([code, signal]): Exit => ({ code, signal }));

  let printed = '';
  const address = new Promise<RegExpExecArray>((resolve) => {
    const read = (chunk: string) => {
      printed = (printed + chunk).slice(-MAX_OUTPUT);
      const found = /Admin panel +http:\/\/localhost:(\d+)\/admin\/(?:[^]*setup[#?]token=(\S+))?[^]*\n\n/.exec(printed);
      if (found) resolve(found);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
  });
  const deadline = setTimeout(() => void child.kill('SIGKILL'), START_TIMEOUT_MS);
  const started = await Promise.race([address, exited]);
  clearTimeout(deadline);
  if (!Array.isArray(started)) throw new Error(`The server did not start (${JSON.stringify(started)}):\n${printed}`);
  const listensOn = Number(started[1]);
  return {
    url: `http://127.0.0.1:${listensOn}`,
    port: listensOn,
    child,
    setupToken: started[2] ?? null,
    exited,
    assertRunning() {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server has ended (${child.exitCode ?? child.signalCode}):\n${printed}`);
    },
    output: () => printed,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** Arguments of Node for a server that answers `askMemory`; it needs `ipc`. */
export const OBSERVED = ['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', import.meta.resolve('./memory-probe.ts')];

/** The memory of a server that was started as OBSERVED. */
export async function askMemory({ child }: Pick<ServerProcess, 'child'>): Promise<MemoryReport> {
  const answer = once(child, 'message');
  child.send('memory');
  const [report] = await answer;
  return report as MemoryReport;
}
