import type { Deps } from '../deps.ts';
import type { Connections } from '../realtime/connections.ts';

/** What this slice works with; each act asks for its part. */
export type SitesDeps = Pick<Deps, 'store' | 'clock' | 'newId'> & {
  connections: Connections;
  /** Address under which browsers reach the server, without a slash at the end. */
  publicUrl: () => string;
  /** What was learned from a site's FAQs; forgotten when their language changes or the site goes. */
  faqIndex: { forget(siteId: string): void };
};
