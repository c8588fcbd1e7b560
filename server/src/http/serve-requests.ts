import type { RequestHandler } from 'express';
import proxyAddress from 'proxy-addr';
import type { Deps } from '../deps.ts';
import { createLimitAddresses } from '../limit-addresses.ts';
import { limitInMemory, type NewLimiter } from '../limiter.ts';
import { VERSION } from '../version.ts';
import type { Authenticate } from './authenticate.ts';
import type { Entrance } from './create-entrance.ts';
import { createHttp } from './create-http.ts';
import { docsRouter } from './docs-page.ts';
import { healthRouter } from './health.ts';
import { createAnonymousCallLimit } from './limit-anonymous-calls.ts';
import { createOpenApi } from './openapi.ts';
import { createRouter, type Route } from './route.ts';
import { createUserLimits } from './user-limits.ts';

type Served = {
  routes: readonly Route[];
  /** Pages beside the product's own. */
  pages: readonly RequestHandler[];
  authenticate: Authenticate;
  newLimiter: NewLimiter;
  isStopping: () => boolean;
};

/** Answers the requests of the HTTP server: the routes of all features with their limits, health, documentation, pages and files. */
export function serveRequests(
  { http, trust, untrustedProxies, logRefusal }: Entrance,
  deps: Pick<Deps, 'config' | 'store' | 'log'>,
  { routes, pages, authenticate, newLimiter, isStopping }: Served,
): void {
  const { callsPer10s, callsPer10sPerIp } = deps.config.limits;
  const anonymousCalls = createAnonymousCallLimit({
    callsPer10s: callsPer10sPerIp,
    // In this process alone: it protects the process, and a Redis round trip would cost as much as most responses.
    limitAddresses: createLimitAddresses(limitInMemory, untrustedProxies.factorOf),
    clientIp: (request) => proxyAddress(request, trust),
    logRefusal,
  });
  const api = createRouter(routes, { authenticate, limitUser: createUserLimits(callsPer10s, newLimiter), countAnonymousCall: anonymousCalls.count });
  const allPages = [healthRouter(deps.store, isStopping, VERSION), docsRouter(createOpenApi(routes, VERSION)), ...pages];
  http.on('request', anonymousCalls.before(createHttp(deps, { api, pages: allPages, countAnonymousCall: anonymousCalls.count })));
}
