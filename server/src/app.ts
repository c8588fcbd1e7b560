import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import proxyAddress from 'proxy-addr';
import type { Server as SocketServer } from 'socket.io';
import { createAuthenticate } from './agents/authenticate.ts';
import { agentRoutes } from './agents/routes.ts';
import { createSetupToken } from './agents/set-up-owner.ts';
import { analyticsRoutes } from './analytics/routes.ts';
import { publicUrlOf } from './config.ts';
import { bindAdminEvents } from './conversations/admin-events.ts';
import { createBroadcast } from './conversations/broadcast.ts';
import { createCatchUpClients } from './conversations/catch-up-clients.ts';
import type { ConversationDeps } from './conversations/conversation-deps.ts';
import { createLimitTyping } from './conversations/limit-typing.ts';
import { conversationRoutes } from './conversations/routes.ts';
import { sendBotMessage } from './conversations/send-message.ts';
import { createDescribeTeam } from './conversations/team.ts';
import { createVisitPage } from './conversations/visit-page.ts';
import { bindWidgetEvents } from './conversations/widget-events.ts';
import { demoRouter } from './demo/demo-router.ts';
import type { Deps } from './deps.ts';
import { createAnswerFromFaqs } from './faqs/answer-from-faqs.ts';
import { createFaqIndex } from './faqs/faq-index.ts';
import { faqRoutes } from './faqs/routes.ts';
import { createHttp } from './http/create-http.ts';
import { createHttpServer } from './http/create-server.ts';
import { docsRouter } from './http/docs-page.ts';
import { healthRouter } from './http/health.ts';
import { createAnonymousCallLimit } from './http/limit-anonymous-calls.ts';
import { createOpenApi } from './http/openapi.ts';
import { ownUrlFor } from './http/own-origin.ts';
import { createRouter, type Route } from './http/route.ts';
import { serializeResponses } from './http/serialize-responses.ts';
import { createUntrustedProxies } from './http/untrusted-proxies.ts';
import { createUserLimits } from './http/user-limits.ts';
import { readWidgetAssets } from './http/widget-assets.ts';
import { createDeliveryLog } from './instances/delivery-log.ts';
import { limitInRedis } from './instances/limit-in-redis.ts';
import { createPresence, type Presence } from './instances/presence.ts';
import { createRevokeStaleAccess } from './instances/revoke-stale-access.ts';
import { shareFaqInvalidation } from './instances/share-faq-invalidation.ts';
import { createStreamAdapter } from './instances/stream-adapter.ts';
import { createJobRunner } from './jobs/create-job-runner.ts';
import { type PeriodicJob, type PeriodicJobs, startPeriodicJobs } from './jobs/periodic-jobs.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { createLimitAddresses } from './limit-addresses.ts';
import { limitInMemory } from './limiter.ts';
import { createLogRefusal } from './log-refusals.ts';
import { createReactions, type Reaction } from './reactions/create-reactions.ts';
import { createAudience } from './realtime/audience.ts';
import { createCloseUnused } from './realtime/close-unused.ts';
import { createConnections, type Reach, readConnectedClients } from './realtime/connections.ts';
import { attachSockets, createSockets, openNamespaces, trustFunction } from './realtime/create-sockets.ts';
import { limitConnections } from './realtime/limit-connections.ts';
import { createSocketLimits } from './realtime/limits.ts';
import type { InProgress } from './realtime/listen.ts';
import { announceViewers } from './realtime/viewers.ts';
import { nameOfInstallation } from './secrets.ts';
import { admitToSite } from './sites/admit-to-site.ts';
import { createRefusedOrigins } from './sites/refused-origins.ts';
import { siteRoutes } from './sites/routes.ts';
import { stopApplication } from './stop.ts';
import type { ConversationRecord } from './store/store.ts';
import { VERSION } from './version.ts';

/** How often unused connections are checked, in milliseconds. */
const CHECK_UNUSED_MS = 20_000;

/** The running product. */
export type Application = {
  http: HttpServer;
  io: SocketServer;
  /** Listens as configured; resolves with the port. */
  listen(): Promise<number>;
  /** Where browsers reach it, once it is listening. */
  publicUrl(): string;
  /** The one-time address that creates the owner; null when there is one. */
  setupLink(): Promise<string | null>;
  /** Finishes work in flight, asks clients to reconnect, closes the store. */
  close(): Promise<void>;
};

/** Assembles the product: the slices in a list, the reactions in order. */
export function createApplication(deps: Deps): Application {
  const { config, store, clock, log, redis } = deps;
  const trust = trustFunction(config.trustProxy);
  const untrustedProxies = createUntrustedProxies({ trust, clock, log });
  const logRefusal = createLogRefusal(log);
  const limitOf = (address: string) => config.limits.connectionsPerIp * untrustedProxies.factorOf(address);
  const http = createHttpServer({ limitOf, isProxy: (address) => trust(address, 0), logRefusal });
  const installation = nameOfInstallation(deps.secrets);
  /** If other processes write to the same database: the events that were received here. */
  const deliveryLog = store.changes && createDeliveryLog(clock);
  const io = createSockets(redis && deliveryLog ? createStreamAdapter(redis, installation, { deliveryLog, clock }) : undefined);
  const inProgress: InProgress = new Set();
  const publicUrl = () => publicUrlOf(config, (http.address() as AddressInfo | null)?.port ?? config.port);
  const presence: Presence | undefined =
    redis &&
    createPresence(
      io,
      () => readConnectedClients(io),
      (conversationIds) => announce(conversationIds),
    );
  const elsewhere = () => presence?.elsewhere() ?? [];
  const announce = announceViewers(io, elsewhere);
  const connections = createConnections(io, randomUUID, { reach: 'everywhere', elsewhere });
  const authenticate = createAuthenticate(deps);
  const setup = createSetupToken(deps.secrets);
  const newLimiter = redis ? limitInRedis(redis.client, installation) : limitInMemory;
  const faqIndex = shareFaqInvalidation(io, createFaqIndex(deps), redis !== undefined);

  const refusedOrigins = createRefusedOrigins(deps);

  const agentName = async ({ assignedAgent }: ConversationRecord) => (assignedAgent ? ((await store.agents.get(assignedAgent))?.name ?? null) : null);
  const describeTeam = createDescribeTeam({ store, clock, onlineAgents: connections.onlineAgents });
  const broadcastTo = (reach: Reach) => createBroadcast({ ...createAudience(io, reach, deliveryLog), agentName, describeTeam, clock });
  const broadcast = broadcastTo('everywhere');
  /** What follows from what happens in a conversation. */
  const following: Reaction[] = [
    createAnswerFromFaqs({ store, index: faqIndex, sendBotMessage: (conversationId, answer) => sendBotMessage(conversationDeps, conversationId, answer) }),
  ];
  const jobs = createJobRunner({ store, log }, following);
  const conversationDeps: ConversationDeps = {
    ...deps,
    broadcast,
    admitToSite: (siteKey, page) => admitToSite({ store, refusedOrigins }, siteKey, { origin: page.origin, publicUrl: ownUrlFor(page, config, publicUrl()) }),
    describeTeam,
    reactions: createReactions(deps.newId, following),
    jobs,
    senderQueue: createKeyedQueue(),
    limits: createSocketLimits(config.limits, newLimiter, createLimitAddresses(newLimiter, untrustedProxies.factorOf)),
    limitTyping: createLimitTyping(clock),
    visitPage: createVisitPage({ store, clock, broadcast }),
  };

  const sliceDeps = { ...deps, connections, newLimiter, publicUrl, assets: readWidgetAssets(config.assetUrl) };
  const routes: Route[] = [
    ...agentRoutes({ ...sliceDeps, setup }),
    ...siteRoutes({ ...sliceDeps, faqIndex, refusedOrigins }),
    ...faqRoutes({ ...sliceDeps, faqIndex }),
    ...conversationRoutes(conversationDeps),
    ...analyticsRoutes(sliceDeps),
  ];

  let stopping = false;
  const pages = [healthRouter(store, () => stopping, VERSION), docsRouter(createOpenApi(routes, VERSION)), ...(config.demoPage ? [demoRouter(store)] : [])];
  const anonymousCalls = createAnonymousCallLimit({
    callsPer10s: config.limits.callsPer10sPerIp,
    // In this process alone: it protects the process, and a Redis round trip would cost as much as most responses.
    limitAddresses: createLimitAddresses(limitInMemory, untrustedProxies.factorOf),
    clientIp: (request) => proxyAddress(request, trust),
    logRefusal,
  });
  const limitUser = createUserLimits(config.limits.callsPer10s, newLimiter);
  const api = createRouter(routes, { authenticate, limitUser, countAnonymousCall: anonymousCalls.count });
  http.on('request', anonymousCalls.before(createHttp(deps, { api, pages, countAnonymousCall: anonymousCalls.count })));
  attachSockets(io, http, trust);
  untrustedProxies.watch(http);
  serializeResponses(http);
  const closeUnused = createCloseUnused(io, clock);
  let unusedTimer: NodeJS.Timeout | undefined;

  const watch = { log, inProgress };
  openNamespaces(
    io,
    authenticate,
    {
      widget: (socket, connection) => bindWidgetEvents(socket, connection, conversationDeps, watch),
      admin: (socket, actor) => bindAdminEvents(socket, actor, conversationDeps, watch),
    },
    randomUUID,
  );
  limitConnections(io, { limitOf, logRefusal, newRequestId: randomUUID });

  const socketsIn = (namespace: string, room: string) => io.of(namespace).adapter.rooms.get(room) ?? new Set<string>();
  const catchUpClients = deliveryLog && createCatchUpClients({ store, clock, delivered: deliveryLog, broadcast: broadcastTo('here'), socketsIn });
  const revokeStaleAccess = deliveryLog && createRevokeStaleAccess(io, store, createConnections(io, randomUUID, { reach: 'here', elsewhere }));
  const periodicJobs: PeriodicJob[] = [
    {
      name: 'maintenance',
      everyMs: 60_000,
      where: 'one process',
      run: async () => broadcast.emptyConversationsRemoved((await store.maintain()).removed),
    },
    ...(catchUpClients ? [{ name: 'missed changes', everyMs: 1000, where: 'everywhere' as const, run: catchUpClients }] : []),
    ...(revokeStaleAccess ? [{ name: 'access', everyMs: 3000, where: 'everywhere' as const, run: revokeStaleAccess }] : []),
  ];
  let periodic: PeriodicJobs | null = null;

  return {
    http,
    io,
    publicUrl,
    async listen() {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen({ port: config.port, host: config.host, backlog: 4096 }, resolve);
      });
      unusedTimer = setInterval(closeUnused, CHECK_UNUSED_MS).unref();
      faqIndex.warm().catch((failure: unknown) => log.warn({ err: failure }, 'could not prepare the bot; its first answers will take longer'));
      jobs.start();
      periodic = startPeriodicJobs({ store, log }, periodicJobs);
      return (http.address() as AddressInfo).port;
    },
    async setupLink() {
      return (await store.agents.count()) === 0 ? `${publicUrl()}/admin/setup#token=${setup.token}` : null;
    },
    async close() {
      if (stopping) return;
      stopping = true;
      presence?.close();
      clearInterval(unusedTimer);
      await stopApplication({ http, io, inProgress, jobs, periodic, hasOthers: redis !== undefined, timeoutMs: config.shutdownTimeoutMs });
      redis?.close();
      await store.close();
    },
  };
}
