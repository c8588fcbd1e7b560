import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inject } from 'vitest';
import { findFreePort, startNginx } from '../../deploy/testing/nginx.ts';
import { nameDatabase } from '../../server/src/testing/database-for-processes.ts';
import { startRedis } from '../../server/src/testing/test-redis.ts';
import type { Product } from './product.ts';
import { startServerProcess } from './server-process.ts';

/** Two instances on MongoDB and Redis behind nginx, as in deploy/nginx.conf: https, one address. A stop stops both; nginx keeps running. */
export async function startTwoInstances(settings: Record<string, string>): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'supportchat-e2e-'));
  const database = nameDatabase('e2e');
  const redis = await startRedis();
  const ports = [await findFreePort(), await findFreePort()] as const;
  const nginx = await startNginx(inject('nginx') ?? 'nginx', [`127.0.0.1:${ports[0]}`, `127.0.0.1:${ports[1]}`]);
  // For the tests' own requests; browsers use their context's setting.
  setDefaultCACertificates([...getCACertificates('default'), nginx.certificate]);

  const shared = { DATA_DIR: folder, PUBLIC_URL: nginx.url, TRUST_PROXY: '1', MONGODB_URI: database.uri, REDIS_URL: redis.url, ...settings };
  const start = () => Promise.all(ports.map((port) => startServerProcess({ ...shared, PORT: String(port) })));
  let running = await start();
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const codes = await Promise.all(running.map((instance) => instance.end(signal)));
    return codes.find((code) => code !== 0) ?? codes[0] ?? null;
  };
  return {
    url: nginx.url,
    setupLink: running[1]?.setupLink ?? null,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    restart: async () => {
      await end('SIGTERM');
      running = await start();
    },
    remove: async () => {
      await end('SIGTERM');
      await nginx.stop();
      await redis.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
