import { randomUUID } from 'node:crypto';
import type { Server } from 'socket.io';
import type { Deps } from '../deps.ts';
import type { Authenticate } from '../http/authenticate.ts';
import type { Entrance } from '../http/create-entrance.ts';
import type { AdminEvent, WidgetEvent } from './bound-events.ts';
import { createCloseUnused } from './close-unused.ts';
import { attachSockets } from './create-sockets.ts';
import { limitConnections } from './limit-connections.ts';
import type { InProgress } from './listen.ts';
import { openNamespaces } from './open-namespaces.ts';

/** How often unused connections are checked, in milliseconds. */
const CHECK_UNUSED_MS = 20_000;

export type OpenSockets = {
  /** Events in flight; a stop waits for them. */
  inProgress: InProgress;
  /** Stops checking for unused connections. */
  stopChecking(): void;
};

type Opened = { authenticate: Authenticate; widgetEvents: readonly WidgetEvent[]; adminEvents: readonly AdminEvent[] };

/** Lets clients connect to the events of all features, within the limits. */
export function openSockets(io: Server, entrance: Entrance, { clock, log }: Pick<Deps, 'clock' | 'log'>, opened: Opened): OpenSockets {
  const { http, trust, untrustedProxies, maxConnectionsOf, logRefusal } = entrance;
  const inProgress: InProgress = new Set();
  attachSockets(io, http, trust);
  untrustedProxies.watch(http);
  openNamespaces(io, { ...opened, log, inProgress });
  limitConnections(io, { limitOf: maxConnectionsOf, logRefusal, newRequestId: randomUUID });
  const timer = setInterval(createCloseUnused(io, clock), CHECK_UNUSED_MS).unref();
  return { inProgress, stopChecking: () => clearInterval(timer) };
}
