import { inject } from 'vitest';
import { type RedisProcess, startRedisProcess } from './redis-process.ts';

/** Path of redis-server; null = there is none, which was reported, and its tests are skipped. */
export const redisServer = inject('redisServer');

export type TestRedis = RedisProcess;

export function startRedis(): Promise<TestRedis> {
  return startRedisProcess(redisServer ?? 'redis-server');
}
