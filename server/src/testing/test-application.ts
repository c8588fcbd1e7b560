import { randomBytes } from 'node:crypto';
import type { Role, Session, Site } from '@supportchat/protocol';
import { type Logger, pino } from 'pino';
import { type Application, createApplication } from '../app.ts';
import { openBlobStorage } from '../blobs/open-blobs.ts';
import { readConfig } from '../config.ts';
import { newObjectId } from '../ids.ts';
import { newSecrets } from '../secrets.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import type { Store } from '../store/store.ts';
import { tokenIn } from './link-token.ts';

/** A clock that a test moves. */
export type TestClock = { now(): Date; forward(milliseconds: number): void };

/** The whole product on a free port, with an empty store in memory (or in a file) and a signed-in owner. */
export type TestApplication = {
  application: Application;
  store: Store;
  clock: TestClock;
  url: string;
  owner: Session;
  /** Calls the REST API; rejects with the error body when the answer is not 2xx. */
  api<T>(method: string, path: string, options?: { token?: string; body?: unknown; headers?: Record<string, string> }): Promise<T>;
  /** A new access token for the owner, valid for 15 minutes of the test's clock. */
  signIn(): Promise<string>;
  addSite(fields?: Partial<{ name: string; domain: string; aiSettings: Partial<Site['aiSettings']> }>): Promise<Site>;
  /** An agent who has accepted the invitation. */
  addAgent(fields?: { name?: string; role?: Role; siteIds?: string[] }): Promise<Session>;
  close(): Promise<void>;
};

export const PASSWORD = 'correct horse battery';

type Options = {
  file?: string;
  /** Another store than one in SQLite. */
  openStore?: (clock: () => Date) => Promise<Store>;
  /** Settings that differ from the defaults. */
  env?: Record<string, string>;
  /** The file already has the owner: sign in instead of setting up. */
  existing?: boolean;
  log?: Logger;
};

export async function startTestApplication({
  file = ':memory:',
  openStore,
  env = {},
  existing = false,
  log = pino({ level: 'silent' }),
}: Options = {}): Promise<TestApplication> {
  let now = new Date('2026-03-02T09:00:00Z').getTime();
  const clock: TestClock = { now: () => new Date(now), forward: (milliseconds) => void (now += milliseconds) };
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', ...env });
  const store = openStore ? await openStore(clock.now) : openSqliteStore({ file, clock: clock.now, readsInThread: false });
  const newId = () => newObjectId(clock.now());
  const application = createApplication({ config, store, blobStorage: await openBlobStorage(config), clock: clock.now, newId, log, secrets: newSecrets() });
  const url = `http://127.0.0.1:${await application.listen()}`;

  const api: TestApplication['api'] = async (method, path, { token, body, headers } = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = text ? JSON.parse(text) : undefined;
    if (!response.ok) throw Object.assign(new Error(`${method} ${path}: ${response.status} ${text}`), { status: response.status, ...answer?.error });
    return answer;
  };

  const account = { name: 'Ada Kern', email: 'ada@shop.example', password: PASSWORD };
  const setupToken = tokenIn((await application.setupLink()) ?? url);
  const owner = existing
    ? await api<Session>('POST', '/auth/login', { body: { email: account.email, password: account.password } })
    : await api<Session>('POST', '/auth/setup', { body: { token: setupToken, ...account } });

  let made = 0;
  return {
    application,
    store,
    clock,
    url,
    owner,
    api,
    async signIn() {
      const { accessToken } = await api<Session>('POST', '/auth/login', { body: { email: account.email, password: account.password } });
      return accessToken;
    },
    addSite: (fields) => api<Site>('POST', '/sites', { token: owner.accessToken, body: { name: `Shop ${++made}`, domain: 'shop.example', ...fields } }),
    async addAgent({ name = 'Ben Ito', role = 'agent', siteIds = [] } = {}) {
      const email = `${randomBytes(4).toString('hex')}@shop.example`;
      const { inviteLink } = await api<{ inviteLink: string }>('POST', '/agents', { token: owner.accessToken, body: { email, name, role, siteIds } });
      const token = tokenIn(inviteLink);
      return api<Session>('POST', '/auth/accept-invite', { body: { token, name, password: PASSWORD } });
    },
    close: () => application.close(),
  };
}
