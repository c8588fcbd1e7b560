import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, type Installation, setUpInstallation } from '../faults/installation.ts';
import { askMemory, OBSERVED, type ServerProcess, startServerProcess } from '../faults/server-process.ts';

/** The real server in a process of its own, with default settings, under attack. */
export type Target = Installation & {
  url: string;
  port: number;
  /** A second site, with an agent who sees nothing else, and one of its conversations. */
  other: { siteId: string; siteKey: string };
  isAlive(): boolean;
  /** What it printed last. */
  output(): string;
  /** Resident memory now, in bytes; null where the system does not report it. */
  memory(): number | null;
  /** Heap after everything unreachable was collected, in bytes. */
  heap(): Promise<number>;
  close(): Promise<void>;
};

export async function startTarget(): Promise<Target> {
  const dataDir = mkdtempSync(join(tmpdir(), 'supportchat-attacks-'));
  const server: ServerProcess = await startServerProcess({ dataDir, ipc: true, nodeArguments: OBSERVED, env: { LOG_LEVEL: 'warn', TRUST_PROXY: 'loopback' } });
  let alive = true;
  void server.exited.then(() => (alive = false));
  const installation = await setUpInstallation(server, 2);
  const token = installation.agents[0]?.accessToken ?? '';
  const site = await call<{ _id: string; siteKey: string }>(server.url, 'POST', '/sites', { token, body: { name: 'Other', domain: 'other.example' } });
  return {
    ...installation,
    url: server.url,
    port: server.port,
    other: { siteId: site._id, siteKey: site.siteKey },
    isAlive: () => alive,
    output: server.output,
    memory: () => readMemory(server.child.pid),
    heap: async () => (await askMemory(server)).heapCollected,
    async close() {
      await server.end('SIGKILL');
      rmSync(dataDir, { recursive: true });
    },
  };
}

function readMemory(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
