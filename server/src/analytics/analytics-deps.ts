import type { Deps } from '../deps.ts';
import type { Connections } from '../realtime/connections.ts';

/** What this slice works with. */
export type AnalyticsDeps = Pick<Deps, 'store' | 'clock'> & { connections: Connections };
