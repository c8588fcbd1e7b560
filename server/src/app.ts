import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server as SocketServer } from 'socket.io';
import { agentsFeature } from './agents/feature.ts';
import { analyticsFeature } from './analytics/feature.ts';
import { createBlobs } from './blobs/blobs.ts';
import { createRemoveOrphans } from './blobs/remove-orphans.ts';
import { publicUrlOf } from './config.ts';
import { type ConversationActs, conversationsFeature } from './conversations/feature.ts';
import { demoRouter } from './demo/demo-router.ts';
import type { Deps } from './deps.ts';
import { createFaqIndex } from './faqs/faq-index.ts';
import { faqsFeature } from './faqs/feature.ts';
import { type Feature, partsOf } from './feature.ts';
import { createEntrance } from './http/create-entrance.ts';
import { serializeResponses } from './http/serialize-responses.ts';
import { serveRequests } from './http/serve-requests.ts';
import { createInstance } from './instances/create-instance.ts';
import { shareFaqInvalidation } from './instances/share-faq-invalidation.ts';
import { createJobRunner } from './jobs/create-job-runner.ts';
import { type PeriodicJob, type PeriodicJobs, startPeriodicJobs } from './jobs/periodic-jobs.ts';
import { createReactions } from './reactions/create-reactions.ts';
import { openSockets } from './realtime/open-sockets.ts';
import { sitesFeature } from './sites/feature.ts';
import { stopApplication } from './stop.ts';

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

/** Assembles the product: the ground that features stand on, the list of features, and what serves them. */
export function createApplication(deps: Deps): Application {
  const { config, store, clock, log, redis, blobStorage } = deps;
  const entrance = createEntrance(deps);
  const { http } = entrance;
  const instance = createInstance(deps);
  const { io, connections, newLimiter } = instance;
  const publicUrl = () => publicUrlOf(config, (http.address() as AddressInfo | null)?.port ?? config.port);
  const faqIndex = shareFaqInvalidation(io, createFaqIndex(deps), redis !== undefined);
  const shared = { ...deps, blobs: createBlobs(blobStorage, deps.newId), connections, newLimiter, publicUrl, faqIndex };

  const agents = agentsFeature(shared);
  const sites = sitesFeature(shared);
  /** What features may do with conversations, which are assembled last: they store what follows from a message. */
  const conversationActs: ConversationActs = {
    sendBotMessage: (...args) => conversations.sendBotMessage(...args),
    ofVisitor: (...args) => conversations.ofVisitor(...args),
    ofAgent: (...args) => conversations.ofAgent(...args),
    addEntry: (...args) => conversations.addEntry(...args),
  };
  const faqs = faqsFeature({ ...shared, ...conversationActs });
  const features: Feature[] = [agents, sites, faqs, analyticsFeature(shared)];
  const following = partsOf(features, 'reactions');
  const jobs = createJobRunner({ store, log }, [...following, ...partsOf(features, 'jobs')]);
  const conversations = conversationsFeature({
    ...shared,
    admitToSite: sites.admitToSite,
    reactions: createReactions(deps.newId, following),
    jobs,
    audience: instance.audience,
    factorOf: entrance.untrustedProxies.factorOf,
    delivered: instance.deliveryLog,
    agentsHere: instance.agentsHere,
    socketsIn: instance.socketsIn,
  });
  const all: Feature[] = [...features, conversations];
  const removeOrphans = createRemoveOrphans({ storage: blobStorage, clock }, partsOf(all, 'blobClaims'));
  const orphanedBlobs: PeriodicJob = { name: 'orphaned blobs', everyMs: 60_000, where: 'one process', run: removeOrphans };

  let stopping = false;
  const { authenticate } = agents;
  const pages = config.demoPage ? [demoRouter(store)] : [];
  serveRequests(entrance, deps, { routes: partsOf(all, 'routes'), pages, authenticate, newLimiter, isStopping: () => stopping });
  const sockets = openSockets(io, entrance, deps, {
    authenticate,
    widgetEvents: partsOf(all, 'widgetEvents'),
    adminEvents: partsOf(all, 'adminEvents'),
  });
  serializeResponses(http);
  let periodic: PeriodicJobs | null = null;

  return {
    http,
    io,
    publicUrl,
    setupLink: agents.setupLink,
    async listen() {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen({ port: config.port, host: config.host, backlog: 4096 }, resolve);
      });
      for (const { name, warm } of all) {
        warm?.().catch((failure: unknown) => log.warn({ err: failure, feature: name }, 'could not prepare a feature; its first use will take longer'));
      }
      jobs.start();
      periodic = startPeriodicJobs({ store, log }, [...partsOf(all, 'periodicJobs'), ...instance.periodicJobs, orphanedBlobs]);
      return (http.address() as AddressInfo).port;
    },
    async close() {
      if (stopping) return;
      stopping = true;
      instance.leave();
      sockets.stopChecking();
      const { inProgress } = sockets;
      await stopApplication({ http, io, inProgress, jobs, periodic, hasOthers: redis !== undefined, timeoutMs: config.shutdownTimeoutMs });
      redis?.close();
      await store.close();
    },
  };
}
