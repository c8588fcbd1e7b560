import type { Deps } from '../deps.ts';
import type { Connections } from '../realtime/connections.ts';

/** The dependencies of this slice. */
export type AnalyticsDeps = Pick<Deps, 'store' | 'clock'> & { connections: Connections };
