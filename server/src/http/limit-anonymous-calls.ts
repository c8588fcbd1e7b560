import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { addressKey } from '../address-key.ts';
import { describeFailure } from '../failure.ts';
import type { LimitAddresses } from '../limit-addresses.ts';
import type { LogRefusal } from '../log-refusals.ts';
import { sendError } from './send-error.ts';

const SECONDS = 10;
/** Requests of load balancers and orchestrators. They may share an address with everyone else, so they are counted separately. */
const PROBES = new Set(['/health', '/ready']);

/** Limits what an address may request without being signed in. */
export type AnonymousCallLimit = {
  /** Counts each request without credentials, and refuses it before any work is done when there are too many. */
  before(listener: RequestListener): RequestListener;
  /** Counts an API call whose credentials turned out to be worthless. Rejects with RATE_LIMITED. */
  count(request: IncomingMessage): Promise<void>;
};

/** Signed-in calls do not count: users have their own limits, and a flood from their address must not lock them out. */
export function createAnonymousCallLimit({
  callsPer10s,
  limitAddresses,
  clientIp,
  logRefusal,
}: {
  callsPer10s: number;
  limitAddresses: LimitAddresses;
  clientIp: (request: IncomingMessage) => string;
  logRefusal: LogRefusal;
}): AnonymousCallLimit {
  const calls = limitAddresses('calls-without-sign-in', callsPer10s, SECONDS);
  const probes = limitAddresses('probes', callsPer10s, SECONDS);

  async function consume(consumeOne: typeof calls, request: IncomingMessage): Promise<void> {
    const key = addressKey(clientIp(request));
    await consumeOne(key).catch((refusal: unknown) => {
      logRefusal('call', key);
      throw refusal;
    });
  }

  return {
    before: (listener) => (request: IncomingMessage, response: ServerResponse) => {
      if (hasCredentials(request)) return listener(request, response);
      consume(PROBES.has(request.url?.split('?', 1)[0] ?? '') ? probes : calls, request).then(
        () => listener(request, response),
        (refusal: unknown) => sendError(response, describeFailure(refusal, randomUUID())),
      );
    },
    count: async (request) => {
      if (hasCredentials(request)) await consume(calls, request);
    },
  };
}

/** An API call with an access token, or with the cookie that obtains one. */
function hasCredentials({ url = '', originalUrl = url, headers }: IncomingMessage & { originalUrl?: string }): boolean {
  if (!originalUrl.startsWith('/api/v1/')) return false;
  return headers.authorization !== undefined || (headers.cookie !== undefined && originalUrl.startsWith('/api/v1/auth/refresh'));
}
