import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../faults/until.ts';
import { redisServer, startRedis, type TestRedis } from '../testing/test-redis.ts';
import { openRedis, type RedisLink } from './open-redis.ts';

describe.skipIf(redisServer === null)('the link to Redis', () => {
  let redis: TestRedis;
  let link: RedisLink;
  const problems: string[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    link = openRedis(redis.url, (problem) => problems.push(String(problem)));
    await until('it is connected', () => link.client.status === 'ready');
  });
  afterAll(async () => {
    link.close();
    await redis.stop();
  });

  test('reports what Redis refuses once, and once more after reconnecting', async () => {
    const add = () => link.watch(link.client.xadd('stream', '*', 'field', 'value'));
    await redis.client().config('SET', 'maxmemory', '1');
    await add();
    await add();
    expect(problems).toEqual([expect.stringContaining('OOM')]);
    link.client.disconnect(true);
    await until('it is connected again', () => link.client.status === 'ready');
    await add();
    expect(problems).toHaveLength(2);
  });

  test('closing while the adapter is about to subscribe leaves no rejection unhandled', async () => {
    const other = openRedis(redis.url, () => {});
    const reader = other.client.duplicate();
    void reader.subscribe('calls');
    await until('it connects', () => reader.status !== 'connecting');
    other.close();
    await until('the connection has ended', () => reader.status === 'end');
    expect(other.client.status).not.toBe('ready');
  });

  test('a read that Redis refuses is reported, and rejects after a pause: the adapter reads again immediately', async () => {
    problems.length = 0;
    const reader = link.client.duplicate();
    const startedAt = performance.now();
    await expect(reader.xread('STREAMS', 'stream', 'no-id')).rejects.toThrow('Invalid stream ID');
    expect(performance.now() - startedAt).toBeGreaterThan(200);
    expect(problems).toEqual([expect.stringContaining('Invalid stream ID')]);
  });

  test('reports that Redis is gone, and rejects immediately meanwhile', async () => {
    problems.length = 0;
    await redis.kill();
    await until('the problem is reported', () => problems.length > 0);
    await expect(link.client.ping()).rejects.toThrow(/writeable|closed|connection/i);
    // The adapter does not await what it publishes.
    await link.client.publish('calls', 'lost');
    await redis.restart();
    await until('it is connected again', () => link.client.status === 'ready');
    expect(await link.client.ping()).toBe('PONG');
  });
});
