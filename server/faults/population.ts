import type { AdminConversationJoined, ConversationJoined, MessagePage } from '@supportchat/protocol';
import { checkDelivery, delays, type Reading, type ReadMessage, type Verdict } from './checker.ts';
import { toReadMessage } from './displayed-messages.ts';
import type { Installation } from './installation.ts';
import { JournalClient, type JournalClientOptions } from './journal-client.ts';
import { granted } from './refused.ts';
import { seeded } from './seeded.ts';
import { until } from './until.ts';

/** Visitors and agents who write, each visitor with one of the agents. */
export type Population = {
  clients: JournalClient[];
  visitors: Talker[];
  agents: Talker[];
  /**
   * All clients write, `perSecond` messages in total, 70 % of them by visitors, until the returned function is called. A client with `waiting`
   * unacked messages pauses.
   */
  startTalking(perSecond: number, seed: number, waiting?: number): () => void;
  acked(): number;
  allJoined(): Promise<void>;
  /** What a new tab of this visitor joins with. */
  credentialsOf(visitor: Talker): object;
  /** Waits until everything written is acked, reads everything again and compares; connected clients may be shown a message up to this long after its ack. */
  verdict(url: string, staleAfterMs?: number): Promise<Verdict>;
  /** How long each message first sent at this time of the process, or later, waited for its ack, in milliseconds. */
  acksSince(since: number): number[];
  /** How long after its ack each client was shown each message that was acked at this time of the process, or later, in milliseconds. */
  delaysSince(since: number): number[];
  close(): void;
};

/** A client that writes to its conversations in turn. */
export type Talker = { client: JournalClient; conversationIds: string[]; write(content: string): void };
/** Where clients connect: an address, and its certificate if it is self-signed. */
export type Entrance = { url: string; certificate?: string };
type ConnectOptions = Pick<JournalClientOptions, 'window' | 'certificate'> & { reconnects: 'soon' | 'as-ours' };
type Credentials = { visitorId: string; visitorToken: string | undefined; conversationId: string | undefined };

/** A client that only reads at the end. */
const READER: ConnectOptions = { window: 1, reconnects: 'soon' };
/** The default maximum delay after its ack for a message to be shown, in milliseconds. */
const STALE_AFTER_MS = 5000;

export async function gatherPopulation(
  { url, certificate }: Entrance,
  installation: Installation,
  { visitors: count, ...chosen }: { visitors: number; window: number; reconnects: ConnectOptions['reconnects'] },
): Promise<Population> {
  const manner: ConnectOptions = { certificate, ...chosen };
  const credentials = Array.from({ length: count }, (_, n): Credentials => ({ visitorId: `visitor-${n}`, visitorToken: undefined, conversationId: undefined }));
  const visitorClients = credentials.map((who) => connectVisitor(url, installation.siteKey, who, manner));
  await until('all visitors have joined', () => visitorClients.every((client) => client.joined));
  const conversationIds = credentials.map(({ conversationId }) => conversationId ?? '');
  const visitors = visitorClients.map((client, n) => toTalker(client, conversationIds.slice(n, n + 1)));
  const perAgent = Math.ceil(count / installation.agents.length);
  const agents = installation.agents.map(({ accessToken, user }, n) => {
    // Neighbours, which connect to different instances if there are two.
    const own = conversationIds.slice(n * perAgent, (n + 1) * perAgent);
    return toTalker(connectAgent(url, { accessToken, agentId: user._id, siteId: installation.siteId, conversationIds: own }, manner), own);
  });
  const clients = [...visitors, ...agents].map(({ client }) => client);
  const allJoined = () => until('all clients have joined', () => clients.every((client) => client.joined));
  await allJoined();
  const journal = () => clients.flatMap(({ outbox }) => outbox.journal);
  const displayedBy = () => new Map(clients.map(({ sender, displayed }) => [sender, displayed]));

  return {
    clients,
    visitors,
    agents,
    startTalking: (perSecond, seed, waiting = Number.POSITIVE_INFINITY) =>
      talk({ visitors: free(visitors, waiting), agents: free(agents, waiting) }, perSecond, seeded(seed)),
    allJoined,
    credentialsOf: (visitor) => ({ siteKey: installation.siteKey, ...credentials[visitors.indexOf(visitor)] }),
    acked: () => clients.reduce((sum, client) => sum + client.outbox.acked, 0),
    acksSince: (since) => journal().flatMap(({ firstSentAt = 0, ackedAt }) => (ackedAt === undefined || firstSentAt < since ? [] : [ackedAt - firstSentAt])),
    delaysSince: (since) =>
      delays(
        journal().filter(({ ackedAt = 0 }) => ackedAt >= since),
        displayedBy(),
      ).map(({ afterMs }) => afterMs),
    async verdict(address, staleAfterMs = STALE_AFTER_MS) {
      await until('everything written is acked', () => clients.every((client) => client.settled), 30_000);
      const fresh = await readAgain(address, installation, conversationIds);
      const hasReceivedAll = (client: JournalClient) => client.displayed.conversationIds().every((id) => client.headOf(id) >= (fresh.get(id)?.length ?? 0));
      await until('all clients have received everything', () => clients.every(hasReceivedAll), 5000).catch(() => undefined);
      const resumed = new Map(clients.map((client) => [client.sender, client.displayed.toReading()]));
      for (const who of credentials) resumed.set(`${who.visitorId} rejoined`, await readAsVisitor(address, installation.siteKey, who));
      return checkDelivery(journal(), fresh, resumed, { by: displayedBy(), withinMs: staleAfterMs });
    },
    close: () => clients.forEach((client) => client.close()),
  };
}

/** A visitor who keeps id, token and conversation, as the widget does. */
function connectVisitor(url: string, siteKey: string, who: Credentials, manner: ConnectOptions): JournalClient {
  return new JournalClient({
    address: `${url}/widget`,
    sender: `visitor:${who.visitorId}`,
    ...manner,
    reconnects: manner.reconnects === 'soon' ? 'soon' : 'as-widget',
    join: async (client) => {
      const afterSeq = who.conversationId === undefined ? 0 : client.headOf(who.conversationId);
      const joined = granted(await client.ask<ConversationJoined>('join-conversation', { siteKey, ...who, afterSeq }));
      who.visitorToken = joined.visitorToken ?? who.visitorToken;
      who.conversationId = joined.conversation._id;
      return [{ conversationId: joined.conversation._id, page: joined }];
    },
  });
}

function connectAgent(
  url: string,
  { accessToken, agentId, siteId, conversationIds }: { accessToken: string; agentId: string; siteId: string; conversationIds: string[] },
  manner: ConnectOptions,
): JournalClient {
  return new JournalClient({
    address: `${url}/admin`,
    sender: `agent:${agentId}`,
    auth: (give) => give({ token: accessToken }),
    ...manner,
    reconnects: manner.reconnects === 'soon' ? 'soon' : 'as-panel',
    join: async (client) => {
      granted(await client.ask('join-site', { siteId }));
      const join = async (conversationId: string) => {
        const page = granted(await client.ask<AdminConversationJoined>('join-conversation', { conversationId, afterSeq: client.headOf(conversationId) }));
        return { conversationId, page };
      };
      return Promise.all(conversationIds.map(join));
    },
  });
}

function toTalker(client: JournalClient, conversationIds: string[]): Talker {
  let written = 0;
  return {
    client,
    conversationIds,
    write(content) {
      const conversationId = conversationIds[written % conversationIds.length] ?? '';
      written += 1;
      client.outbox.write({ conversationId, clientMessageId: `${client.sender}-${written}`, content: `${content} ${written}` });
    },
  };
}

/** Those with fewer than the maximum of unacked messages. */
const free = (talkers: Talker[], waiting: number) => () => talkers.filter(({ client: { outbox } }) => outbox.journal.length - outbox.acked < waiting);

function talk({ visitors, agents }: Record<'visitors' | 'agents', () => Talker[]>, perSecond: number, random: () => number): () => void {
  const startedAt = performance.now();
  let written = 0;
  const pick = (talkers: Talker[]) => talkers[Math.floor(random() * talkers.length)];
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; written < due; written += 1)
      pick(random() < 0.7 ? visitors() : agents())?.write('My parcel has not arrived yet, can you have a look where it is? Message');
  }, 5);
  return () => clearInterval(timer);
}

/** Everything, as read by an agent who has seen nothing before. */
async function readAgain(url: string, { agents, siteId }: Installation, conversationIds: string[]): Promise<Reading> {
  const [{ accessToken, user } = { accessToken: '', user: { _id: '' } }] = agents;
  const reader = connectAgent(url, { accessToken, agentId: user._id, siteId, conversationIds: [] }, READER);
  await until('the fresh reader is connected', () => reader.joined);
  const reading: Reading = new Map();
  for (const conversationId of conversationIds) {
    const messages: ReadMessage[] = [];
    for (let more = true; more; ) {
      const afterSeq = messages.at(-1)?.seq ?? 0;
      const page = granted(await reader.ask<MessagePage>('load-messages', { conversationId, afterSeq, limit: 100 }));
      messages.push(...page.messages.map(toReadMessage));
      more = page.hasMore;
    }
    reading.set(conversationId, messages);
  }
  reader.close();
  return reading;
}

/** The conversation as the visitor sees it in a newly opened tab. */
async function readAsVisitor(url: string, siteKey: string, who: Credentials): Promise<Reading> {
  const tab = connectVisitor(url, siteKey, { ...who }, READER);
  await until('the new tab has joined', () => tab.joined);
  tab.close();
  return tab.displayed.toReading();
}
