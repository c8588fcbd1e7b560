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

  test('tells what Redis refuses, once, and once more after it has connected anew', async () => {
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

  test('an end before Redis was ever reached leaves no failure unhandled', async () => {
    const told: unknown[] = [];
    const unreached = openRedis('redis://127.0.0.1:1', (problem) => told.push(problem));
    const reader = unreached.client.duplicate();
    void reader.subscribe('calls');
    await until('it is told', () => told.length > 0);
    unreached.close();
    await until('it has ended', () => reader.status === 'end' && unreached.client.status === 'end');
    expect(told).toHaveLength(1);
  });

  test('tells that Redis is gone, and rejects at once meanwhile', async () => {
    problems.length = 0;
    await redis.kill();
    await until('it is told', () => problems.length > 0);
    await expect(link.client.ping()).rejects.toThrow(/writeable|closed|connection/i);
    await redis.restart();
    await until('it is connected again', () => link.client.status === 'ready');
    expect(await link.client.ping()).toBe('PONG');
  });
});
