import { randomBytes } from 'node:crypto';
import type { Invitation, Role, Session, Site } from '@supportchat/protocol';
import { MongoClient } from 'mongodb';
import { pino } from 'pino';
import type { z } from 'zod';
import { type Application, createApplication } from '../app.ts';
import { openBlobStorage } from '../blobs/open-blobs.ts';
import { readConfig } from '../config.ts';
import { newObjectId } from '../ids.ts';
import { openRedis } from '../instances/open-redis.ts';
import { findSecrets } from '../secrets.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { tokenIn } from './link-token.ts';
import { mongodbUri } from './mongo-database.ts';
import { redisServer } from './test-redis.ts';

/** Whether the servers that several instances need are available. */
export const canRunInstances = mongodbUri !== null && redisServer !== null;

/** One instance of an installation, within this process. */
export type TestInstance = {
  application: Application;
  store: Store;
  url: string;
  /** Calls its REST API; rejects with the error body when the answer is not 2xx. */
  api<T>(method: string, path: string, options?: { token?: string; body?: unknown }): Promise<T>;
};

/** Several instances on one MongoDB, with an owner who is signed in. */
export type TestInstances = {
  instances: TestInstance[];
  owner: Session;
  /** Starts one more; its Redis may be reached by another route, or be absent. */
  add(redisUrl?: string): Promise<TestInstance>;
  addSite(fields?: object): Promise<Site>;
  addAgent(fields?: { name?: string; role?: Role; siteIds?: string[] }): Promise<Session>;
  close(): Promise<void>;
};

const PASSWORD = 'correct horse battery';

/** `redisUrls`: one instance for each; undefined for one without Redis. */
export async function startInstances(redisUrls: (string | undefined)[], env: Record<string, string> = {}): Promise<TestInstances> {
  const url = new URL(mongodbUri ?? 'mongodb://127.0.0.1');
  url.pathname = `/supportchat-test-instances-${randomBytes(4).toString('hex')}`;
  const instances: TestInstance[] = [];
  const add = async (redisUrl?: string) => {
    const instance = await startInstance({ MONGODB_URI: url.toString(), ...(redisUrl && { REDIS_URL: redisUrl }), ...env });
    instances.push(instance);
    return instance;
  };
  for (const redisUrl of redisUrls) await add(redisUrl);
  const [first] = instances;
  if (!first) throw new Error('at least one instance is needed');

  const setupToken = tokenIn((await first.application.setupLink()) ?? first.url);
  // The link of one instance works on every other.
  const last = instances.at(-1) ?? first;
  const owner = await last.api<Session>('POST', '/auth/setup', {
    body: { token: setupToken, name: 'Ada Kern', email: 'ada@shop.example', password: PASSWORD },
  });
  const token = owner.accessToken;
  return {
    instances,
    owner,
    add,
    addSite: (fields) => first.api<Site>('POST', '/sites', { token, body: { name: 'Shop', domain: 'shop.example', ...fields } }),
    async addAgent({ name = 'Ben Ito', role = 'agent', siteIds = [] } = {}) {
      const email = `${randomBytes(4).toString('hex')}@shop.example`;
      const { inviteLink } = await first.api<z.infer<typeof Invitation>>('POST', '/agents', { token, body: { email, name, role, siteIds } });
      const inviteToken = tokenIn(inviteLink);
      return last.api<Session>('POST', '/auth/accept-invite', { body: { token: inviteToken, name, password: PASSWORD } });
    },
    async close() {
      for (const { application } of instances) await application.close();
      const client = new MongoClient(url.toString());
      await client.db().dropDatabase();
      await client.close();
    },
  };
}

async function startInstance(env: Record<string, string>): Promise<TestInstance> {
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', ...env });
  const clock = () => new Date();
  const store = await openStore(config, { clock, onProblem: () => {} });
  const redis = config.redisUrl === null ? undefined : openRedis(config.redisUrl, () => {});
  const secrets = await findSecrets(config, store);
  const application = createApplication({
    config,
    store,
    blobStorage: await openBlobStorage(config, store.gridFs),
    clock,
    newId: () => newObjectId(clock()),
    log: pino({ level: 'silent' }),
    secrets,
    redis,
  });
  const url = `http://127.0.0.1:${await application.listen()}`;
  return {
    application,
    store,
    url,
    async api(method, path, { token, body } = {}) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const answer = text ? JSON.parse(text) : undefined;
      if (!response.ok) throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { status: response.status, ...answer?.error });
      return answer;
    },
  };
}
