import { randomUUID } from 'node:crypto';
import type { Server } from 'socket.io';
import type { Deps } from '../deps.ts';
import type { PeriodicJob } from '../jobs/periodic-jobs.ts';
import { limitInMemory, type NewLimiter } from '../limiter.ts';
import { createAudience } from '../realtime/audience.ts';
import { agentsHere, type Connections, createConnections, type Reach, readConnectedClients } from '../realtime/connections.ts';
import { createSockets } from '../realtime/create-sockets.ts';
import { announceViewers } from '../realtime/viewers.ts';
import { nameOfInstallation } from '../secrets.ts';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
import { limitInRedis } from './limit-in-redis.ts';
import { createPresence, type Presence } from './presence.ts';
import { createRevokeStaleAccess } from './revoke-stale-access.ts';
import { createStreamAdapter } from './stream-adapter.ts';

/** This process among the others of its installation: its sockets, who is connected anywhere, and limits that count everywhere. */
export type Instance = {
  io: Server;
  connections: Connections;
  audience(reach: Reach): ReturnType<typeof createAudience>;
  newLimiter: NewLimiter;
  /** Ids of this process's sockets in a room of a namespace. */
  socketsIn(namespace: '/widget' | '/admin', room: string): ReadonlySet<string>;
  /** The agents with a panel that is connected to this process. */
  agentsHere(): ReturnType<typeof agentsHere>;
  /** The events that were received here; null when no other process writes to the same database. */
  deliveryLog: DeliveryLog | null;
  periodicJobs: PeriodicJob[];
  /** Reports to the others that no one is connected here. */
  leave(): void;
};

export function createInstance({ store, clock, secrets, redis }: Pick<Deps, 'store' | 'clock' | 'secrets' | 'redis'>): Instance {
  const installation = nameOfInstallation(secrets);
  const deliveryLog = store.changes && createDeliveryLog(clock);
  const io = createSockets(redis && deliveryLog ? createStreamAdapter(redis, installation, { deliveryLog, clock }) : undefined);
  const elsewhere = () => presence?.elsewhere() ?? [];
  const announce = announceViewers(io, elsewhere);
  const presence: Presence | undefined = redis && createPresence(io, () => readConnectedClients(io), announce);
  const reaching = (reach: Reach) => createConnections(io, randomUUID, { reach, elsewhere });
  return {
    io,
    connections: reaching('everywhere'),
    audience: (reach) => createAudience(io, reach, deliveryLog),
    newLimiter: redis ? limitInRedis(redis.client, installation) : limitInMemory,
    socketsIn: (namespace, room) => io.of(namespace).adapter.rooms.get(room) ?? new Set(),
    agentsHere: () => agentsHere(io),
    deliveryLog,
    periodicJobs: deliveryLog ? [{ name: 'access', everyMs: 3000, where: 'everywhere', run: createRevokeStaleAccess(io, store, reaching('here')) }] : [],
    leave: () => presence?.close(),
  };
}
