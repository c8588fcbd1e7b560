import type { WidgetConfig } from '@supportchat/protocol';
import type { Deps } from '../deps.ts';
import type { Connections } from '../realtime/connections.ts';
import type { RefusedOrigins } from './refused-origins.ts';

/** The dependencies of this slice; each act declares its part. */
export type SitesDeps = Pick<Deps, 'store' | 'clock' | 'newId'> & {
  connections: Connections;
  /** Pages whose domain is not allowed, by site. */
  refusedOrigins: RefusedOrigins;
  /** Address under which browsers reach the server, without a trailing slash. */
  publicUrl: () => string;
  /** Where else pages fetch the widget's files; undefined = from the server. */
  assets: WidgetConfig['assets'];
  /** What the bot knows about a site; forgotten when the site changes or is removed. */
  faqIndex: { invalidate(siteId: string): void };
};
