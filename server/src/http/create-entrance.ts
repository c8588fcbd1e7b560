import type { Server } from 'node:http';
import type { Deps } from '../deps.ts';
import { createLogRefusal, type LogRefusal } from '../log-refusals.ts';
import { createHttpServer } from './create-server.ts';
import { type Trust, trustFunction } from './trust-proxy.ts';
import { createUntrustedProxies, type UntrustedProxies } from './untrusted-proxies.ts';

/** Where all connections enter: the HTTP server, which proxies it trusts, and how much one address may have. */
export type Entrance = {
  http: Server;
  trust: Trust;
  untrustedProxies: UntrustedProxies;
  /** The maximum number of socket connections of this `addressKey`. */
  maxConnectionsOf(key: string): number;
  logRefusal: LogRefusal;
};

export function createEntrance({ config, clock, log }: Pick<Deps, 'config' | 'clock' | 'log'>): Entrance {
  const trust = trustFunction(config.trustProxy);
  const untrustedProxies = createUntrustedProxies({ trust, clock, log });
  const logRefusal = createLogRefusal(log);
  const maxConnectionsOf = (key: string) => config.limits.connectionsPerIp * untrustedProxies.factorOf(key);
  const http = createHttpServer({ limitOf: maxConnectionsOf, isProxy: (address) => trust(address, 0), logRefusal });
  return { http, trust, untrustedProxies, maxConnectionsOf, logRefusal };
}
