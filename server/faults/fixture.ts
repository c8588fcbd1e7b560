import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RAISED_LIMITS } from '../src/testing/raised-limits.ts';
import { type Installation, setUpInstallation } from './installation.ts';
import { gatherPopulation, type Population } from './population.ts';
import { type Exit, type ServerProcess, startServerProcess } from './server-process.ts';
import { until } from './until.ts';

/** A server in its own process with an installation, and clients who are connected to it. */
export type Fixture = {
  server: ServerProcess;
  installation: Installation;
  population: Population;
  /** The embedded store's file. */
  databaseFile: string;
  /** Stops the server and restarts it on the same port and data; resolves when it listens. */
  restart(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ exit: Exit; endedAfterMs: number; readyAfterMs: number }>;
  /** Resolves when messages are acked (again). */
  isServing(): Promise<void>;
  close(): Promise<void>;
};

/** The verdict when nothing is wrong. */
export const NOTHING_WRONG = { lost: [], duplicates: [], phantoms: [], reordered: [], diverged: [], stale: [] };

/** @param window how many messages each client may have in flight */
export async function openFixture({ window }: { window: number }): Promise<Fixture> {
  const dataDir = mkdtempSync(join(tmpdir(), 'supportchat-faults-'));
  const start = (port: number) => startServerProcess({ dataDir, port, env: RAISED_LIMITS });
  const server = await start(0);
  const installation = await setUpInstallation(server, 4);
  const population = await gatherPopulation({ url: server.url }, installation, { visitors: 40, window, reconnects: 'soon' });
  const fixture: Fixture = {
    server,
    installation,
    population,
    databaseFile: join(dataDir, 'supportchat.db'),
    async restart(signal) {
      const signalledAt = performance.now();
      const exit = await fixture.server.end(signal);
      const endedAt = performance.now();
      fixture.server = await start(server.port);
      return { exit, endedAfterMs: endedAt - signalledAt, readyAfterMs: performance.now() - endedAt };
    },
    async isServing() {
      const before = population.acked();
      await until('messages are acked', () => {
        fixture.server.assertRunning();
        return population.acked() >= before + 20;
      });
    },
    async close() {
      population.close();
      await fixture.server.end('SIGKILL');
      rmSync(dataDir, { recursive: true });
    },
  };
  return fixture;
}
