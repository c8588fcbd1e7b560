import type { Role, Session, Site } from '@supportchat/protocol';
import { pino } from 'pino';
import { createApplication } from '../app.ts';
import { openBlobStorage } from '../blobs/open-blobs.ts';
import { readConfig } from '../config.ts';
import { newObjectId } from '../ids.ts';
import { newSecrets } from '../secrets.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite.ts';
import { tokenIn } from './link-token.ts';
import { TestClient } from './test-client.ts';

export type Answer = {
  status: number;
  /** Parsed JSON, or the text. */
  body: any;
  headers: Headers;
  /** As a browser sends it; null when none was set. */
  cookie: string | null;
};
export type Call = { token?: string; body?: unknown; cookie?: string | null | undefined; headers?: Record<string, string> | undefined };
/** A signed-in user. */
export type TestUser = { token: string; cookie: string; user: Session['user']; password: string };
export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** The whole product on a free port with an empty store and no owner: for tests of responses, headers and cookies. The clock stands still until it is moved. */
export async function startTestServer(settings: Record<string, string> = {}) {
  let now = Date.parse('2026-11-23T10:00:00.000Z');
  const clock = () => new Date(now);
  const config = readConfig({ LOG_LEVEL: 'silent', HOST: '127.0.0.1', PORT: '0', ...settings });
  const store = openSqliteStore({ file: ':memory:', clock });
  const newId = () => newObjectId(clock());
  const application = createApplication({
    config,
    store,
    blobStorage: await openBlobStorage(config),
    clock,
    newId,
    log: pino({ level: 'silent' }),
    secrets: newSecrets(),
  });
  const url = `http://127.0.0.1:${await application.listen()}`;
  const setupToken = tokenIn((await application.setupLink()) ?? url);
  const clients: TestClient[] = [];

  async function call(method: string, path: string, { token, body, cookie, headers }: Call = {}): Promise<Answer> {
    const response = await fetch(`${url}${path.startsWith('/api/') ? '' : '/api/v1'}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(cookie && { cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const setCookie = response.headers.getSetCookie()[0]?.split(';')[0];
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers, cookie: setCookie ?? null };
  }

  function userOf(answer: Answer, password: string): TestUser {
    if (answer.status >= 300) throw new Error(`no session: ${answer.status} ${JSON.stringify(answer.body)}`);
    return { token: answer.body.accessToken, cookie: answer.cookie ?? '', user: answer.body.user, password };
  }

  return {
    url,
    /** The public address used in links. */
    publicUrl: application.publicUrl(),
    /** For messages that no act of the server sends. */
    io: application.io,
    store,
    clock,
    newId,
    setupToken,
    call,
    advance(milliseconds: number) {
      now += milliseconds;
    },

    async setUpOwner(): Promise<TestUser> {
      const password = 'owner-password';
      return userOf(await call('POST', '/auth/setup', { body: { token: setupToken, name: 'Olga Owner', email: 'olga@shop.example', password } }), password);
    },

    /** Invites a user, who accepts. */
    async addUser(by: TestUser, user: { email: string; name?: string; role?: Role; siteIds?: string[] }): Promise<TestUser> {
      const name = user.name ?? user.email.replace(/@.*/, '');
      const invitation = await call('POST', '/agents', { token: by.token, body: { ...user, name } });
      const token = tokenIn(invitation.body.inviteLink);
      const password = `${name}-password`;
      return userOf(await call('POST', '/auth/accept-invite', { body: { token, name, password } }), password);
    },

    async signIn(email: string, password: string): Promise<TestUser> {
      return userOf(await call('POST', '/auth/login', { body: { email, password } }), password);
    },

    async addSite(by: TestUser, fields: object = {}): Promise<Site> {
      return (await call('POST', '/sites', { token: by.token, body: { name: 'Shop', domain: 'shop.example', ...fields } })).body;
    },

    /** A connected admin panel. */
    async openPanel(token: string): Promise<TestClient> {
      const client = new TestClient(`${url}/admin`, { auth: { token } });
      clients.push(client);
      await client.connected();
      return client;
    },

    async stop(): Promise<void> {
      for (const client of clients) client.close();
      await application.close();
    },
  };
}
