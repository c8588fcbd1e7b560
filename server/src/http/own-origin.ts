import type { Request } from 'express';

/** Origins that are this server itself: where the request was sent to, and the address that the settings name. */
export function isOwnOrigin(origin: string, request: Pick<Request, 'host' | 'protocol'>, publicUrl: string): boolean {
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}`;
}

/** Does a page of this origin come from this host? */
export function isPageOf(host: string, origin: string | undefined): origin is string {
  return origin !== undefined && URL.parse(origin)?.host === host;
}
