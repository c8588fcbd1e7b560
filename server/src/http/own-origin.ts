import type { Request } from 'express';
import type { Config } from '../config.ts';

/** The server's own origins: where the request was sent to, and the address in the settings. */
export function isOwnOrigin(origin: string, request: Pick<Request, 'host' | 'protocol'>, publicUrl: string): boolean {
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`;
}

/**
 * The address that counts as the server's own for a page with a widget: PUBLIC_URL if it is set. Otherwise the page's own origin if its host
 * is the one that it connects to; any name can be pointed at a server, so that is only for trying it out.
 */
export function ownUrlFor(page: { origin: string | undefined; host: string }, config: Pick<Config, 'publicUrl'>, fallback: string): string {
  if (config.publicUrl !== null) return config.publicUrl;
  return page.origin !== undefined && URL.parse(page.origin)?.host === page.host ? page.origin : fallback;
}
