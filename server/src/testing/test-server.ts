import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Session } from '@supportchat/protocol';
import { pino } from 'pino';
import { io as connect, type Socket } from 'socket.io-client';
import { createAuthenticate } from '../agents/authenticate.ts';
import { agentRoutes } from '../agents/routes.ts';
import { createSetupToken } from '../agents/set-up-owner.ts';
import { analyticsRoutes } from '../analytics/routes.ts';
import { readConfig } from '../config.ts';
import { createFaqIndex } from '../faqs/faq-index.ts';
import { faqRoutes } from '../faqs/routes.ts';
import { createHttp } from '../http/create-http.ts';
import { docsRouter } from '../http/docs-page.ts';
import { createOpenApi } from '../http/openapi.ts';
import { createRouter } from '../http/route.ts';
import { newObjectId } from '../ids.ts';
import { createConnections } from '../realtime/connections.ts';
import { createSockets, openNamespaces } from '../realtime/create-sockets.ts';
import { siteRoom, visitorRoom } from '../realtime/rooms.ts';
import { newSecrets } from '../secrets.ts';
import { siteRoutes } from '../sites/routes.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import type { AgentRole } from '../store/store.ts';

export type Answer = { status: number; body: any; headers: Headers; cookie: string | null };
export type Call = { token?: string; body?: unknown; cookie?: string | undefined; headers?: Record<string, string> };
/** Somebody who is signed in: `cookie` as a browser sends it. */
export type TestUser = { token: string; cookie: string; user: Session['user']; password: string };
export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** The REST slices but for conversations, on a real HTTP server, real sockets and an SQLite store in memory; the clock stands until it is moved. */
export async function startTestServer(settings: Record<string, string> = {}) {
  let now = Date.parse('2026-11-23T10:00:00.000Z');
  const clock = () => new Date(now);
  const config = readConfig({ LOG_LEVEL: 'silent', HOST: '127.0.0.1', PORT: '0', ...settings });
  const store = openSqliteStore({ file: ':memory:' });
  const deps = { config, store, clock, newId: () => newObjectId(clock()), log: pino({ level: 'silent' }), secrets: newSecrets() };
  const http = createServer();
  const io = createSockets(http, config.trustProxy);
  const setup = createSetupToken();
  const faqIndex = createFaqIndex(deps);
  const publicUrl = () => config.publicUrl ?? `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const sliceDeps = { ...deps, connections: createConnections(io, randomUUID), publicUrl, faqIndex, setup };
  const routes = [...agentRoutes(sliceDeps), ...siteRoutes(sliceDeps), ...faqRoutes(sliceDeps), ...analyticsRoutes(sliceDeps)];
  const authenticate = createAuthenticate(deps);
  http.on('request', createHttp(deps, { api: createRouter(routes, authenticate), pages: [docsRouter(createOpenApi(routes, '0.0.0'))] }));
  const bindings = {
    widget: (socket: { on: (event: string, listener: (...args: string[]) => void) => unknown; join: (room: string) => unknown }) =>
      void socket.on('enter', (siteId = '', visitorId = '') => void [siteRoom(siteId), visitorRoom(siteId, visitorId)].forEach((room) => socket.join(room))),
    admin: () => {},
  };
  openNamespaces(io, authenticate, bindings, randomUUID);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const sockets: Socket[] = [];

  async function call(method: string, path: string, { token, body, cookie, headers }: Call = {}): Promise<Answer> {
    const response = await fetch(`${url}${path.startsWith('/api/') ? '' : '/api/v1'}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(cookie && { Cookie: cookie }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? null };
  }

  function userOf(answer: Answer, password: string): TestUser {
    if (answer.status >= 300) throw new Error(`no session: ${answer.status} ${JSON.stringify(answer.body)}`);
    return { token: answer.body.accessToken, cookie: answer.cookie ?? '', user: answer.body.user, password };
  }

  async function open(namespace: string, auth: object): Promise<Socket> {
    const socket = connect(url + namespace, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return socket;
  }

  return {
    ...sliceDeps,
    url,
    routes,
    call,
    advance: (ms: number) => void (now += ms),

    /** Goes through the set-up. */
    async setUpOwner(): Promise<TestUser> {
      const password = 'owner-password';
      return userOf(await call('POST', '/auth/setup', { body: { token: setup.token, name: 'Olga Owner', email: 'olga@shop.example', password } }), password);
    },

    /** Invites somebody and accepts. */
    async addUser(by: TestUser, user: { email: string; name?: string; role?: AgentRole; siteIds?: string[] }): Promise<TestUser> {
      const name = user.name ?? user.email.split('@')[0];
      const invitation = await call('POST', '/agents', { token: by.token, body: { ...user, name } });
      const token = new URL(invitation.body.inviteLink).searchParams.get('token');
      const password = `${name}-password`;
      return userOf(await call('POST', '/auth/accept-invite', { body: { token, name, password } }), password);
    },

    signIn: async (email: string, password: string): Promise<TestUser> => userOf(await call('POST', '/auth/login', { body: { email, password } }), password),

    /** Resolves once the panel's socket is in its rooms. */
    async openPanel(token: string): Promise<Socket> {
      return open('/admin', { token });
    },

    async openWidget(siteId: string, visitorId: string): Promise<Socket> {
      const socket = await open('/widget', {});
      socket.emit('enter', siteId, visitorId);
      return socket;
    },

    async stop(): Promise<void> {
      for (const socket of sockets) socket.disconnect();
      await io.close();
      await store.close();
    },
  };
}
