import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpInstallation } from '../../server/faults/installation.ts';
import { OBSERVED, startServerProcess } from '../../server/faults/server-process.ts';

/** A server under load, in its own process with a fresh store. */
export type Target = {
  name: TargetName;
  port: number;
  child: ChildProcess;
  siteId: string;
  siteKey: string;
  /** One for each agent. */
  accessTokens: string[];
  stop(): Promise<void>;
};
export type TargetName = 'SupportChat' | 'bare';

/** Starts a server whose memory can be asked for, with so many agents. `nodeArguments` are added to both alike. */
export function startTarget(name: TargetName, agents: number, nodeArguments: string[] = []): Promise<Target> {
  const dataDir = mkdtempSync(join(tmpdir(), 'supportchat-bench-'));
  const options = { dataDir, agents, nodeArguments: [...OBSERVED, ...nodeArguments] };
  return name === 'bare' ? startBare(options) : startSupportChat(options);
}

type Options = { dataDir: string; agents: number; nodeArguments: string[] };

/** As it is shipped, but for the limits that protect it from one machine that is many visitors. */
async function startSupportChat({ dataDir, agents, nodeArguments }: Options): Promise<Target> {
  const env = { VISITOR_MESSAGES_PER_10S: '1000000', CONVERSATIONS_PER_MINUTE_PER_IP: '1000000' };
  const server = await startServerProcess({ dataDir, env, nodeArguments, ipc: true });
  const { siteId, siteKey, agents: sessions } = await setUpInstallation(server, agents);
  return {
    name: 'SupportChat',
    port: server.port,
    child: server.child,
    siteId,
    siteKey,
    accessTokens: sessions.map(({ accessToken }) => accessToken),
    stop: () => stop(server.child, dataDir),
  };
}

async function startBare({ dataDir, agents, nodeArguments }: Options): Promise<Target> {
  const child = spawn(process.execPath, [...nodeArguments, join(import.meta.dirname, '../bare-server.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  child.once('disconnect', () => child.kill());
  const [line] = await once(child.stdout ?? child, 'data');
  const port = Number(/\d+/.exec(String(line))?.[0]);
  const accessTokens = Array.from({ length: agents }, () => 'anything');
  return { name: 'bare', port, child, siteId: 'site', siteKey: 'any', accessTokens, stop: () => stop(child, dataDir) };
}

async function stop(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(dataDir, { recursive: true });
}
