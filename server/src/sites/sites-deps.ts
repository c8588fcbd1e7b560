import type { WidgetConfig } from '@supportchat/protocol';
import type { Deps } from '../deps.ts';
import type { Connections } from '../realtime/connections.ts';
import type { RefusedOrigins } from './refused-origins.ts';

/** What this slice works with; each act asks for its part. */
export type SitesDeps = Pick<Deps, 'store' | 'clock' | 'newId'> & {
  connections: Connections;
  /** Pages whose domain is not allowed, by site. */
  refusedOrigins: RefusedOrigins;
  /** Address under which browsers reach the server, without a slash at the end. */
  publicUrl: () => string;
  /** Where else pages fetch the widget's files; undefined = from the server. */
  assets: WidgetConfig['assets'];
  /** What the bot knows of a site; forgotten when the site changes or is removed. */
  faqIndex: { forget(siteId: string): void };
};
