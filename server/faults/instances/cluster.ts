import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { inject } from 'vitest';
import { type Nginx, startNginx } from '../../../deploy/testing/nginx.ts';
import '../../../deploy/testing/nginx-program.ts';
import { mongodbUri } from '../../src/testing/mongo-database.ts';
import { RAISED_LIMITS } from '../../src/testing/raised-limits.ts';
import { redisServer, startRedis, type TestRedis } from '../../src/testing/test-redis.ts';
import { type Installation, setUpInstallation } from '../installation.ts';
import { gatherPopulation, type Population } from '../population.ts';
import { type Exit, type ServerProcess, startServerProcess } from '../server-process.ts';
import { until } from '../until.ts';

const nginxProgram = inject('nginx');

/** Whether everything that two instances behind nginx need is available; what is missing was reported. */
export const canRunCluster = mongodbUri !== null && redisServer !== null && nginxProgram !== null;

/** Two instances, each its own process, on one MongoDB and one Redis behind nginx, with clients that connect through it. */
export type Cluster = {
  instances: [ServerProcess, ServerProcess];
  redis: TestRedis;
  nginx: Nginx;
  installation: Installation;
  population: Population;
  /** The database's connection string, with a name unique to this cluster. */
  databaseUri: string;
  /** Stops an instance and restarts it on the same port; resolves when it listens. */
  restart(index: 0 | 1, signal: 'SIGKILL' | 'SIGTERM'): Promise<{ exit: Exit; endedAfterMs: number; readyAfterMs: number }>;
  /** All clients write, at this total rate per second, or as many as are acked; until the returned function is called. */
  startTalking(perSecond: number, seed: number): () => void;
  /** Resolves when messages are acked (again). */
  isServing(withinMs?: number): Promise<void>;
  close(): Promise<void>;
};

export type ClusterOptions = {
  visitors?: number;
  agents?: number;
  /** Each instance's route to Redis, if it is not direct. */
  redisRoutes?: (redis: TestRedis) => Promise<[string, string]>;
};

export async function openCluster({ visitors = 40, agents = 4, redisRoutes }: ClusterOptions = {}): Promise<Cluster> {
  const uri = new URL(mongodbUri ?? 'mongodb://127.0.0.1');
  uri.pathname = `/supportchat-test-faults-${process.pid}-${randomBytes(3).toString('hex')}`;
  const databaseUri = uri.toString();
  const dataDir = mkdtempSync(join(tmpdir(), 'supportchat-cluster-'));
  const redis = await startRedis();
  const routes = redisRoutes ? await redisRoutes(redis) : [redis.url, redis.url];
  const start = (index: 0 | 1, port: number) => {
    const env = {
      MONGODB_URI: databaseUri,
      REDIS_URL: routes[index] ?? '',
      TRUST_PROXY: '1',
      ...RAISED_LIMITS,
    };
    return startServerProcess({ dataDir, port, env });
  };
  const first = await start(0, 0);
  const second = await start(1, 0);
  const nginx = await startNginx(nginxProgram ?? 'nginx', [`127.0.0.1:${first.port}`, `127.0.0.1:${second.port}`]);
  const installation = await setUpInstallation(first, agents);
  // One message in flight at a time, as our clients do: a rejected or lost message holds back the ones after it.
  const population = await gatherPopulation(nginx, installation, { visitors, window: 1, reconnects: 'as-ours' });

  const cluster: Cluster = {
    instances: [first, second],
    redis,
    nginx,
    installation,
    population,
    databaseUri,
    async restart(index, signal) {
      const signalledAt = performance.now();
      const { port, end } = cluster.instances[index];
      const exit = await end(signal);
      const endedAt = performance.now();
      cluster.instances[index] = await start(index, port);
      return { exit, endedAfterMs: endedAt - signalledAt, readyAfterMs: performance.now() - endedAt };
    },
    startTalking: (perSecond, seed) => population.startTalking(perSecond, seed, 3),
    async isServing(withinMs) {
      const before = population.acked();
      const areServing = () => {
        for (const instance of cluster.instances) instance.assertRunning();
        return population.acked() >= before + 20;
      };
      await until('messages are acked', areServing, withinMs);
    },
    async close() {
      population.close();
      await Promise.all(cluster.instances.map((instance) => instance.end('SIGKILL')));
      await nginx.stop();
      await redis.stop();
      rmSync(dataDir, { recursive: true });
      const client = new MongoClient(databaseUri);
      await client.db().dropDatabase();
      await client.close();
    },
  };
  return cluster;
}
