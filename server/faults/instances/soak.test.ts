import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mongodbUri } from '../../src/testing/mongo-database.ts';
import { NOTHING_WRONG } from '../fixture.ts';
import { seeded } from '../seeded.ts';
import { pause, until } from '../until.ts';
import { type Cluster, canRunCluster, openCluster } from './cluster.ts';
import { bringDatabaseUp, canKillDatabase, killDatabase } from './database-process.ts';
import { SOAK_MS } from './extent.ts';
import { describePopulation, printLine, refusalsOf } from './figures.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const MESSAGES_PER_SECOND = 60;
const SEED = 27;
/** The maximum pause between two faults, in milliseconds. */
const REST_MS = 2000;
/** Faults of the database and of an instance may follow each other so closely that a client waits for both, in milliseconds. */
const STALE_AFTER_MS = 30_000;

describe.skipIf(!canRunCluster)('two instances, Redis and the database', () => {
  let cluster: Cluster;
  let route: TcpProxy;
  const admin = new MongoClient(mongodbUri ?? 'mongodb://127.0.0.1');
  const fail = (mode: 'alwaysOn' | 'off', data?: object) => admin.db('admin').command({ configureFailPoint: 'failCommand', mode, ...(data && { data }) });
  beforeAll(async () => {
    const redisRoutes: (redis: Cluster['redis']) => Promise<[string, string]> = async (redis) => {
      route = await openTcpProxy(redis.port);
      return [redis.url, `redis://127.0.0.1:${route.port}`];
    };
    cluster = await openCluster({ redisRoutes });
  });
  afterAll(async () => {
    await fail('off');
    await admin.close();
    await cluster.close();
    await route.close();
  });

  /** Every fault of an installation; each ends by repairing what it broke. `random` returns 0 to below 1. */
  const faults: Record<string, (random: () => number) => Promise<unknown>> = {
    'instance killed': (random) => cluster.restart(random() < 0.5 ? 0 : 1, 'SIGKILL'),
    'instance restarted': (random) => cluster.restart(random() < 0.5 ? 0 : 1, 'SIGTERM'),
    'instance frozen': async (random) => {
      const { child } = cluster.instances[random() < 0.5 ? 0 : 1];
      child.kill('SIGSTOP');
      await pause(random() * 3000);
      child.kill('SIGCONT');
    },
    'Redis killed': async (random) => {
      await cluster.redis.kill();
      await pause(random() * 3000);
      await cluster.redis.restart();
    },
    'Redis frozen': async (random) => {
      cluster.redis.freeze();
      await pause(random() * 4000);
      cluster.redis.thaw();
    },
    'Redis flushed': () => cluster.redis.client().flushall(),
    'Redis lost to one': async (random) => {
      const later = random() < 0.5 ? 'release' : 'forget';
      if (random() < 0.5) route.cut();
      else route.silence();
      await pause(random() * 4000);
      route.restore(later);
    },
    'database stepped down': async (random) => {
      await fail('alwaysOn', { failCommands: ['insert', 'update', 'findAndModify'], errorCode: 10_107, closeConnection: random() < 0.5 });
      await pause(random() * 3000);
      await fail('off');
    },
    ...(canKillDatabase && {
      'database frozen': async (random) => {
        const pid = await bringDatabaseUp();
        process.kill(pid, 'SIGSTOP');
        await pause(random() * 4000);
        process.kill(pid, 'SIGCONT');
      },
      'database killed': async (random) => {
        await killDatabase();
        await pause(random() * 1500);
        await bringDatabaseUp();
      },
    }),
  };

  test(
    `[MSG10 INST7] one fault after another for ${SOAK_MS / 1000} s: nothing is lost, duplicated or shown in another order`,
    async () => {
      const { population } = cluster;
      const random = seeded(SEED);
      const happened = new Map<string, number>();
      const startedAt = performance.now();
      const stopTalking = cluster.startTalking(MESSAGES_PER_SECOND, SEED);
      const end = performance.now() + SOAK_MS;
      let kinds: string[] = [];
      while (performance.now() < end) {
        await pause(random() * REST_MS);
        // Each kind once before any repeats.
        if (kinds.length === 0) kinds = Object.keys(faults);
        const [kind = ''] = kinds.splice(Math.floor(random() * kinds.length), 1);
        happened.set(kind, (happened.get(kind) ?? 0) + 1);
        await faults[kind]?.(random);
      }
      await until('all clients have joined', () => population.clients.every(({ joined }) => joined));
      await cluster.isServing();
      stopTalking();
      const verdict = await population.verdict(cluster.instances[0].url, STALE_AFTER_MS);
      const count = [...happened.values()].reduce((sum, times) => sum + times, 0);
      printLine(
        `${count} faults (${[...happened].map(([kind, times]) => `${kind} ${times}×`).join(', ')}; seed ${SEED}): ` +
          `${refusalsOf(population, startedAt).length} refusals; ${describePopulation(population, startedAt)}`,
      );
      expect(verdict).toEqual(NOTHING_WRONG);
      expect(refusalsOf(population, startedAt).filter(({ code }) => code !== 'UNAVAILABLE')).toEqual([]);
    },
    SOAK_MS + 150_000,
  );
});
