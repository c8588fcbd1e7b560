import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Installation, setUpInstallation } from '../../server/faults/installation.ts';
import type { MemoryReport } from '../../server/faults/memory-probe.ts';
import { askMemory, OBSERVED, type ServerProcess, startServerProcess } from '../../server/faults/server-process.ts';
import { RAISED_LIMITS } from '../../server/src/testing/raised-limits.ts';
import type { ProcessGroup } from './process-groups.ts';

/** A server under load, in its own process with a fresh store; or several instances of one installation. */
export type Target = {
  servers: { port: number; child: ChildProcess }[];
  siteId: string;
  siteKey: string;
  /** One for each agent; the first is the owner's. */
  accessTokens: string[];
  /** Other processes that work for the servers, such as a database. */
  groups: ProcessGroup[];
  stop(): Promise<void>;
};
export type TargetName = 'SupportChat' | 'bare';

export type TargetOptions = {
  agents: number;
  /** How many instances; 1 by default. */
  instances?: number;
  env?: Record<string, string>;
  /** Of each server; by default they enable `askTarget` for its memory. */
  nodeArguments?: string[];
  /** The folder of another checkout whose server is started; by default this one. */
  checkout?: string;
  /** Fills the database of the site before the measured server is started. */
  fill?: (file: string, siteId: string) => Promise<void>;
};

/** Starts a server that reports its memory, with this many agents. */
export function startTarget(name: TargetName, agents: number): Promise<Target> {
  return name === 'bare' ? startBare(agents) : startSupportChat({ agents });
}

export async function startSupportChat({ agents, instances = 1, env = {}, nodeArguments = OBSERVED, checkout, fill }: TargetOptions): Promise<Target> {
  const folders: string[] = [];
  const servers: ServerProcess[] = [];
  const stop = async () => {
    for (const { child } of servers) await end(child);
    for (const folder of folders) rmSync(folder, { recursive: true });
  };
  try {
    let installation: Installation | undefined;
    for (let n = 0; n < instances; n += 1) {
      const dataDir = newFolder();
      folders.push(dataDir);
      const start = async () => {
        const server = await startServerProcess({
          dataDir,
          env: { ...RAISED_LIMITS, ...env },
          nodeArguments,
          ipc: true,
          ...(checkout && { main: join(checkout, 'server/src/main.ts') }),
        });
        servers.push(server);
        return server;
      };
      const server = await start();
      installation ??= await setUpInstallation(server, agents);
      if (!fill) continue;
      servers.pop();
      await end(server.child);
      await fill(join(dataDir, 'supportchat.db'), installation.siteId);
      await start();
    }
    if (!installation) throw new Error('at least one instance is needed');
    const { siteId, siteKey } = installation;
    const accessTokens = installation.agents.map(({ accessToken }) => accessToken);
    return { servers: servers.map(({ port, child }) => ({ port, child })), siteId, siteKey, accessTokens, groups: [], stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** The memory of its servers, one report for each. */
export function askTarget({ servers }: Target): Promise<MemoryReport[]> {
  return Promise.all(servers.map((server) => askMemory(server)));
}

async function startBare(agents: number): Promise<Target> {
  const dataDir = newFolder();
  const child = spawn(process.execPath, [...OBSERVED, join(import.meta.dirname, '../bare-server.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  child.once('disconnect', () => child.kill());
  const [line] = await once(child.stdout ?? child, 'data');
  const port = Number(/\d+/.exec(String(line))?.[0]);
  const accessTokens = Array.from({ length: agents }, () => 'anything');
  const stop = async () => {
    await end(child);
    rmSync(dataDir, { recursive: true });
  };
  return { servers: [{ port, child }], siteId: 'site', siteKey: 'any', accessTokens, groups: [], stop };
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'supportchat-bench-'));

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
