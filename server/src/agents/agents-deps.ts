import type { Deps } from '../deps.ts';
import type { NewLimiter } from '../limiter.ts';
import type { Connections } from '../realtime/connections.ts';

/** The dependencies of this slice; each act declares its part. */
export type AgentsDeps = Pick<Deps, 'config' | 'store' | 'clock' | 'newId' | 'secrets'> & {
  connections: Connections;
  newLimiter: NewLimiter;
  /** Address under which browsers reach the server, without a trailing slash. */
  publicUrl: () => string;
};

/** The browser or program that signs in. */
export type Client = {
  ip: string;
  userAgent: string;
  /** The device's record of earlier sign-ins. */
  deviceCookie: string | undefined;
};
