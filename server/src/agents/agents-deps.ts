import type { Deps } from '../deps.ts';
import type { NewLimiter } from '../limiter.ts';
import type { Connections } from '../realtime/connections.ts';

/** What this slice works with; each act asks for its part. */
export type AgentsDeps = Pick<Deps, 'config' | 'store' | 'clock' | 'newId' | 'secrets'> & {
  connections: Connections;
  newLimiter: NewLimiter;
  /** Address under which browsers reach the server, without a slash at the end. */
  publicUrl: () => string;
};

/** The browser or program that signs in. */
export type Client = { ip: string; userAgent: string /** What the device keeps of earlier sign-ins. */; deviceMark: string | undefined };
