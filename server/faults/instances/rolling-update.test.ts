import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conversation, List, Message, Session, Site } from '@supportchat/protocol';
import { MongoClient, ObjectId } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DatabaseForProcesses, nameDatabase } from '../../src/testing/database-for-processes.ts';
import { canRunInstances } from '../../src/testing/instances.ts';
import { type PreviousVersion, unpackPreviousVersion } from '../../src/testing/previous/previous-version.ts';
import { connectAgent, connectVisitor, must, type TestClient, type TestVisitor } from '../../src/testing/test-client.ts';
import { startRedis, type TestRedis } from '../../src/testing/test-redis.ts';
import { call, type Installation, setUpInstallation } from '../installation.ts';
import { type ServerProcess, startServerProcess } from '../server-process.ts';
import { until } from '../until.ts';

/** What the previous version shows of a conversation too. */
const known = ({ ownMark: _ownMark, ...shown }: Conversation & { ownMark?: unknown }) => shown;

const QUESTION = { question: 'How long does delivery take?', answer: 'Two to four working days.' };

describe.skipIf(!canRunInstances)('the previous version and this one on one database', () => {
  let previous: PreviousVersion;
  let redis: TestRedis;
  let database: DatabaseForProcesses;
  let client: MongoClient;
  let folder: string;
  let installation: Installation;
  let [owner, agent] = [] as unknown as [Session, Session];
  let withRedis = true;
  const processes: ServerProcess[] = [];
  const clients: TestClient[] = [];
  beforeAll(async () => {
    previous = unpackPreviousVersion();
    redis = await startRedis();
  });
  afterAll(async () => {
    previous.remove();
    await redis.stop();
  });
  beforeEach(() => {
    database = nameDatabase('rolling');
    client = new MongoClient(database.uri);
    folder = mkdtempSync(join(tmpdir(), 'supportchat-rolling-'));
    withRedis = true;
  });
  afterEach(async () => {
    closeClients();
    await Promise.all(processes.splice(0).map((one) => one.end('SIGKILL')));
    await client.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const closeClients = () => {
    for (const one of clients.splice(0)) one.close();
  };
  async function start(main?: string): Promise<ServerProcess> {
    const env = { MONGODB_URI: database.uri, ...(withRedis && { REDIS_URL: redis.url }) };
    const started = await startServerProcess({ dataDir: folder, env, ...(main !== undefined && { main }) });
    processes.push(started);
    return started;
  }
  /** The previous version with an installation that it has set up. */
  async function startOld(): Promise<ServerProcess> {
    const old = await start(previous.main);
    installation = await setUpInstallation(old, 2);
    [owner, agent] = installation.agents as [Session, Session];
    const body = { siteId: installation.siteId, ...QUESTION };
    await call(old.url, 'POST', '/faqs', { token: owner.accessToken, body });
    return old;
  }
  const api = <T>({ url }: ServerProcess, method: string, path: string, body?: object) => call<T>(url, method, path, { token: owner.accessToken, body });
  async function visit({ url }: ServerProcess, join: object = {}): Promise<TestVisitor> {
    const visitor = await connectVisitor(url, { siteKey: installation.siteKey, ...join }, { extraHeaders: { origin: 'https://shop.example' } });
    clients.push(visitor.client);
    return visitor;
  }
  async function openPanel({ url }: ServerProcess): Promise<TestClient> {
    const panel = await connectAgent(url, agent.accessToken, [installation.siteId]);
    clients.push(panel);
    return panel;
  }
  const returning = ({ joined, conversationId }: TestVisitor) => ({ visitorId: joined.visitorId, visitorToken: joined.visitorToken, conversationId });

  /** A visitor at one of them and an agent at the other do everything; both read the same afterwards. */
  async function talk(visitorsServer: ServerProcess, agentsServer: ServerProcess): Promise<string> {
    const both = [visitorsServer, agentsServer];
    const [visitor, panel] = [await visit(visitorsServer), await openPanel(agentsServer)];
    const { conversationId } = visitor;
    const updatesOf = (id: string) => panel.eventsNamed('conversation-update').filter(({ conversation }) => conversation._id === id);

    await visitor.send(QUESTION.question);
    await visitor.client.receives('new-message', ({ senderType, content }) => senderType === 'bot' && content === QUESTION.answer);
    await panel.receives('conversation-update', ({ conversation }) => conversation._id === conversationId && conversation.lastSeq === 2);
    await must(panel.ask('join-conversation', { conversationId }));
    await must(panel.ask('send-message', { conversationId, content: 'Anything else?' }));
    await visitor.client.receives('new-message', ({ content }) => content === 'Anything else?');
    await visitor.client.receives('conversation-update', ({ status, agentName }) => status === 'assigned' && agentName === agent.user.name);

    await must(visitor.ask('mark-read', { conversationId, seq: 3 }));
    await until('the agent sees what was read', () => updatesOf(conversationId).some(({ conversation }) => conversation.visitorReadSeq === 3));
    await must(visitor.ask('visit-page', { conversationId, currentPage: 'https://shop.example/checkout' }));
    const read = async (server: ServerProcess) => known(await api<Conversation>(server, 'GET', `/conversations/${conversationId}`));
    for (const server of both) expect(await read(server)).toMatchObject({ status: 'assigned', assignedAgent: agent.user._id, currentPage: /checkout$/ });

    const contents = Array.from({ length: 15 }, (_, n) => n);
    await Promise.all(contents.flatMap((n) => [visitor.send(`visitor ${n}`), must(panel.ask('send-message', { conversationId, content: `agent ${n}` }))]));
    const listAt = async (server: ServerProcess) => (await api<List<Message>>(server, 'GET', `/conversations/${conversationId}/messages?limit=100`)).items;
    const [atOne, atOther] = [await listAt(visitorsServer), await listAt(agentsServer)];
    expect(atOne.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, n) => n + 1));
    expect(atOther).toEqual(atOne);
    for (const one of [visitor.client, panel])
      await until('each has received the messages, and none twice', () => {
        const seqs = one.eventsNamed('new-message').flatMap((message) => (message.conversationId === conversationId && message.seq > 3 ? [message.seq] : []));
        expect(new Set(seqs).size).toBe(seqs.length);
        // Without Redis the newest ones arrive, and a client loads those before.
        return withRedis ? seqs.length === 30 : seqs.includes(33);
      });

    // Of two changes of one state, one wins, whichever versions make them.
    const { revision } = await read(visitorsServer);
    const changes = both.map((server) => api(server, 'PATCH', `/conversations/${conversationId}`, { status: 'resolved', expectedRevision: revision }));
    expect((await Promise.allSettled(changes)).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await visitor.client.receives('conversation-update', ({ status }) => status === 'resolved');
    await visitor.send('One more thing');
    await until('it is reopened for the agent', () => updatesOf(conversationId).at(-1)?.conversation.status === 'assigned');
    expect(await read(agentsServer)).toEqual(await read(visitorsServer));
    closeClients();
    return conversationId;
  }

  /** Settings, FAQs and accounts that one of them changes are in effect at the other. */
  async function configure(changing: ServerProcess, other: ServerProcess, name: string): Promise<void> {
    const path = `/sites/${installation.siteId}`;
    await api(changing, 'PATCH', path, { name, widgetSettings: { welcomeMessage: `Welcome to ${name}` } });
    // The previous version shows no settings of features.
    const siteAt = async (server: ServerProcess) => ({ ...(await api<Site>(server, 'GET', path)), embedCode: undefined, settings: undefined });
    expect(await siteAt(other)).toEqual(await siteAt(changing));
    const config = await fetch(`${other.url}/api/v1/widget/config?siteKey=${installation.siteKey}`, { headers: { origin: 'https://shop.example' } });
    expect(await config.json()).toMatchObject({ siteName: name, widgetSettings: { welcomeMessage: `Welcome to ${name}` } });
    const body = { siteId: installation.siteId, question: `Where is ${name}?`, answer: `${name} is in the harbour.` };
    await api(changing, 'POST', '/faqs', body);
    const visitor = await visit(other);
    await until('the other answers from it', async () => {
      await visitor.send(`Where is ${name}?`);
      return visitor.client.eventsNamed('new-message').some(({ content }) => content === body.answer);
    });
    await api(changing, 'PATCH', `/agents/${agent.user._id}`, { name: `Agent of ${name}` });
    const { items } = await api<List<Session['user']>>(other, 'GET', '/agents');
    expect(items.map((user) => user.name)).toContain(`Agent of ${name}`);
    await api(changing, 'PATCH', `/agents/${agent.user._id}`, { name: agent.user.name });
    closeClients();
  }

  test.each([
    { how: 'Redis', redisIsUsed: true },
    { how: 'the store alone', redisIsUsed: false },
  ])(
    '[INST13] updated one after the other, with $how between them, both serve and each reads what the other has written',
    async ({ redisIsUsed }) => {
      withRedis = redisIsUsed;
      const old = await startOld();
      const written = await visit(old);
      await written.send('Written before the update');
      const here = await start();
      const conversations = [await talk(old, here), await talk(here, old)];
      await configure(old, here, 'Alpha');
      await configure(here, old, 'Beta');
      const list = (server: ServerProcess) => api<List<Conversation>>(server, 'GET', '/conversations?limit=50');
      expect((await list(old)).items.map(known)).toEqual((await list(here)).items.map(known));

      expect(await old.end('SIGTERM')).toEqual({ code: 0, signal: null });
      const { joined } = await visit(here, returning(written));
      expect(joined.messages.map(({ content }) => content)).toEqual(['Written before the update']);
      conversations.push(await talk(here, here));
      expect((await list(here)).items.map(({ _id }) => _id)).toEqual(expect.arrayContaining(conversations));
    },
    120_000,
  );

  test('[INST14] the previous version continues on a database that this one has migrated, alone and after it, and keeps what it does not know', async () => {
    const old = await startOld();
    const first = await start();
    const conversationId = await talk(first, old);
    const id = ObjectId.createFromHexString(conversationId);
    const toCome = { mood: 'calm', 'metadata.mood': 'calm' };
    await client.db().collection('conversations').updateOne({ _id: id }, { $set: toCome });
    await client
      .db()
      .collection('sites')
      .updateMany({}, { $set: { mood: 'calm', 'widgetSettings.mood': 'calm' } });
    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });

    const visitor = await visit(old);
    await visitor.send('Only the previous version is running');
    await api(old, 'PATCH', `/conversations/${conversationId}`, { status: 'closed' });
    await api(old, 'PATCH', `/sites/${installation.siteId}`, { widgetSettings: { welcomeMessage: 'Hello again' } });
    const alone = await talk(old, old);

    const second = await start();
    expect(await api<Conversation>(second, 'GET', `/conversations/${conversationId}`)).toMatchObject({ status: 'closed', lastSeq: 34 });
    expect((await visit(second, returning(visitor))).joined.messages.map(({ content }) => content)).toEqual(['Only the previous version is running']);
    const readAlone = async (server: ServerProcess) => known(await api<Conversation>(server, 'GET', `/conversations/${alone}`));
    expect(await readAlone(second)).toEqual(await readAlone(old));
    expect(await client.db().collection('conversations').findOne({ _id: id })).toMatchObject({ mood: 'calm', metadata: { mood: 'calm' } });
    const site = await client.db().collection('sites').findOne({});
    expect(site).toMatchObject({ mood: 'calm', widgetSettings: { mood: 'calm', welcomeMessage: 'Hello again' } });
    await talk(second, old);
  }, 120_000);

  test('[INST14] nor does it stop when a newer version has migrated, while it refuses to start again', async () => {
    const old = await startOld();
    const here = await start();
    await client
      .db()
      .collection('migrations')
      .insertOne({ _id: 99 as never, name: 'to come', appliedAt: new Date() });
    await talk(here, old);
    await talk(old, here);
    for (const main of [undefined, previous.main]) await expect(start(main)).rejects.toThrow('it was written by a newer version of SupportChat (schema 99');
    for (const { url } of [old, here]) expect((await fetch(`${url}/ready`)).status).toBe(200);
  }, 120_000);
});
