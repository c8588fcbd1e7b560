import { findProgram } from '../../scripts/test-programs.mjs';
import { startRedisProcess } from '../../server/src/testing/redis-process.ts';
import { createDatabase } from './database.ts';
import { groupOf } from './process-groups.ts';
import { startSupportChat, type Target } from './targets.ts';
import { STANDARD } from './traffic.ts';

/** The ways to run SupportChat that are compared. */
export const SETUPS = ['one on SQLite', 'one on MongoDB', 'two on MongoDB + Redis'] as const;
export type Setup = (typeof SETUPS)[number];

/** A setup on a fresh store; `uri` is its database on the MongoDB, null if it uses none. */
export type SetupTarget = Target & { uri: string | null };

/** Starts it with the standard traffic's agents. `mongodbUri` is where databases can be created, `nodeArguments` are passed to each server. */
export async function startSetup(setup: Setup, mongodbUri: string, nodeArguments?: string[]): Promise<SetupTarget> {
  const options = { agents: STANDARD.agents, ...(nodeArguments && { nodeArguments }) };
  if (setup === 'one on SQLite') return { ...(await startSupportChat(options)), uri: null };
  const database = await createDatabase(mongodbUri);
  const redis = setup === 'two on MongoDB + Redis' ? await startRedisProcess(findProgram('redis-server') ?? 'redis-server') : null;
  const giveBack = async () => {
    await redis?.stop();
    await database.drop();
  };
  try {
    const env = { MONGODB_URI: database.uri, ...(redis && { REDIS_URL: redis.url }) };
    const target = await startSupportChat({ ...options, instances: redis ? 2 : 1, env });
    const stop = async () => {
      await target.stop();
      await giveBack();
    };
    return { ...target, uri: database.uri, groups: [...database.groups(), ...(redis ? [groupOf('Redis', [redis.pid()])] : [])], stop };
  } catch (failure) {
    await giveBack();
    throw failure;
  }
}
