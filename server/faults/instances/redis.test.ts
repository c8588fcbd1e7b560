import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { promisedTime } from '../../src/testing/promised-time.ts';
import { NOTHING_WRONG } from '../fixture.ts';
import { call } from '../installation.ts';
import { pause, until } from '../until.ts';
import { type Cluster, canRunCluster, openCluster } from './cluster.ts';
import { EXTENT } from './extent.ts';
import { breaksOf, describePopulation, printLine, refusalsOf, repeatsOf } from './figures.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const MESSAGES_PER_SECOND = 60;
/** The maximum time that an ack may take because Redis is in trouble, in milliseconds. */
const ACK_WITHIN_MS = promisedTime(2500);
/** The maximum time that an event takes between instances when all is well, in milliseconds. */
const QUICK_MS = 1000;

const ALL_WELL = { verdict: NOTHING_WRONG, pushedTwice: [], refusals: [], breaks: [], lateAcks: [] };
/** All events between the instances came from the store; otherwise the fault had no effect. */
const WITHOUT_WORD = { ...ALL_WELL, wasQuick: false };

describe.skipIf(!canRunCluster)('[INST7] two instances under load', () => {
  let cluster: Cluster;
  /** The second instance's route to Redis. */
  let route: TcpProxy;
  beforeAll(async () => {
    const redisRoutes: (redis: Cluster['redis']) => Promise<[string, string]> = async (redis) => {
      route = await openTcpProxy(redis.port);
      return [redis.url, `redis://127.0.0.1:${route.port}`];
    };
    cluster = await openCluster({ redisRoutes });
    const stopTalking = cluster.startTalking(MESSAGES_PER_SECOND, 4);
    await until('events cross quickly', crossesQuickly);
    stopTalking();
  });
  afterEach(() => cluster.redis.thaw());
  afterAll(async () => {
    await cluster.close();
    await route.close();
  });

  /** All clients write before, during and after the fault. Resolves with what went wrong, and whether events were always quick. */
  async function talkDuring(what: string, fault: () => Promise<unknown>) {
    const { population, instances } = cluster;
    const startedAt = performance.now();
    const stopTalking = cluster.startTalking(MESSAGES_PER_SECOND, 5);
    await cluster.isServing();
    await fault();
    await cluster.isServing();
    await until('events cross quickly again', crossesQuickly);
    stopTalking();
    const verdict = await population.verdict(instances[0].url);
    printLine(`Redis ${what}: ${describePopulation(population, startedAt)}`);
    return {
      verdict,
      pushedTwice: repeatsOf(population, startedAt),
      refusals: refusalsOf(population, startedAt),
      breaks: breaksOf(population, startedAt),
      lateAcks: population.acksSince(startedAt).filter((afterMs) => afterMs > ACK_WITHIN_MS),
      wasQuick: population.delaysSince(startedAt).every((afterMs) => afterMs < QUICK_MS),
    };
  }

  /** What was acked up to a second and a half ago has been shown to all clients immediately. */
  function crossesQuickly(): boolean {
    const recent = cluster.population.delaysSince(performance.now() - 1500);
    return recent.length > 20 && recent.every((afterMs) => afterMs < QUICK_MS);
  }

  /** Agents that both instances report as online. */
  async function isOnlineEverywhere(): Promise<boolean> {
    const token = cluster.installation.agents[0]?.accessToken ?? '';
    const answers = await Promise.all(cluster.instances.map(({ url }) => call<{ items: { online?: boolean }[] }>(url, 'GET', '/agents', { token })));
    return answers.every(({ items }) => items.every(({ online }) => online));
  }

  test('while Redis is up, every event arrives quickly and once', async () => {
    expect(await talkDuring('in order', () => pause(3000))).toEqual({ ...ALL_WELL, wasQuick: true });
  });

  test('Redis is killed and comes back empty', async () => {
    const result = await talkDuring('killed', async () => {
      await cluster.redis.kill();
      await pause(4000);
      await cluster.redis.restart();
    });
    expect(result).toEqual(WITHOUT_WORD);
  });

  test(`Redis is frozen for ${EXTENT.redisFreezeMs / 1000} s`, async () => {
    const result = await talkDuring('frozen', async () => {
      cluster.redis.freeze();
      await pause(EXTENT.redisFreezeMs);
      cluster.redis.thaw();
    });
    expect(result).toEqual(WITHOUT_WORD);
  }, 120_000);

  test(`Redis is flushed ${EXTENT.flushes} times`, async () => {
    const client = cluster.redis.client();
    const result = await talkDuring('flushed', async () => {
      for (let flush = 0; flush < EXTENT.flushes; flush += 1) {
        await client.flushall();
        // At any moment between the packets of a single message.
        await pause(3 + (flush % 17));
      }
    });
    // Events in transit may be among what is flushed.
    expect(result).toEqual({ ...ALL_WELL, wasQuick: expect.any(Boolean) });
  });

  test('Redis does not answer for 4 s (CLIENT PAUSE)', async () => {
    const result = await talkDuring('paused', async () => {
      await cluster.redis.client().client('PAUSE', 4000, 'ALL');
      await pause(5000);
    });
    expect(result).toEqual(WITHOUT_WORD);
  });

  test('one instance is cut off from Redis, and refused', async () => {
    const result = await talkDuring('cut off from one', async () => {
      route.cut();
      await pause(5000);
      route.restore('forget');
    });
    expect(result).toEqual(WITHOUT_WORD);
  });

  test('one instance is cut off from Redis by a network that is silent and later delivers what it held back', async () => {
    const result = await talkDuring('silent to one, then late', async () => {
      route.silence();
      await pause(EXTENT.redisFreezeMs);
      route.restore('release');
    });
    expect(result).toEqual(WITHOUT_WORD);
  }, 120_000);

  test('[INST2] one instance is cut off from Redis by a network that forgets its connections; who is online is known again', async () => {
    await until('everyone is online', isOnlineEverywhere);
    const result = await talkDuring('silent to one, then forgotten', async () => {
      route.silence();
      await until('an instance that does not report does not count', async () => !(await isOnlineEverywhere()));
      route.restore('forget');
      await until('everyone is online again', isOnlineEverywhere);
    });
    expect(result).toEqual(WITHOUT_WORD);
  });
});
