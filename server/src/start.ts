import type { Logger } from 'pino';
import { type Application, createApplication } from './app.ts';
import { openBlobStorage } from './blobs/open-blobs.ts';
import { type Config, publicUrlOf } from './config.ts';
import { missingBuilds } from './http/static-files.ts';
import { newObjectId } from './ids.ts';
import type { RedisLink } from './instances/open-redis.ts';
import { createLog } from './log.ts';
import { findSecrets } from './secrets.ts';
import { openStore } from './store/open-store.ts';

/** Opens the store and serves, as configured. */
export async function startServer(config: Config): Promise<Application> {
  const log = createLog(config);
  const clock = () => new Date();
  const store = await openStore(config, { clock, onProblem: (problem) => log.error({ err: problem }, 'the store is not writable') });
  const redis = config.redisUrl === null ? undefined : await connectRedis(config.redisUrl, log);
  try {
    const secrets = await findSecrets(config, store);
    const blobStorage = await openBlobStorage(config, store.gridFs);
    const application = createApplication({ config, store, clock, blobStorage, newId: () => newObjectId(clock()), log, secrets, redis });
    const port = await application.listen();
    log.debug({ port, publicUrl: publicUrlOf(config, port) }, 'listening');
    return application;
  } catch (failure) {
    redis?.close();
    await store.close();
    throw failure;
  }
}

/** The client is loaded only where it is used. An unreachable Redis does not prevent the start. */
async function connectRedis(url: string, log: Logger): Promise<RedisLink> {
  const { openRedis } = await import('./instances/open-redis.ts');
  return openRedis(url, (problem) =>
    log.error({ err: problem }, 'Redis is failing: other instances are notified of changes late, and limits and presence cover this instance only'),
  );
}

/** What a person who typed `npm start` wants to know. */
export async function describeStart(application: Application, config: Config): Promise<string> {
  const url = application.publicUrl();
  const setupLink = await application.setupLink();
  const lines = [
    '',
    `  SupportChat is running.`,
    '',
    `  Admin panel   ${url}/admin/`,
    ...(config.demoPage ? [`  Demo page     ${url}/demo/`] : []),
    ...(setupLink ? ['', '  There is no account yet. Create the owner’s account with this one-time link:', `  ${setupLink}`] : []),
    ...missingBuilds().map((file) => `\n  Not built yet: ${file}. Run npm run build.`),
    '',
  ];
  return lines.join('\n');
}
