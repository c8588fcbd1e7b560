import type { Request, Response } from 'express';
import { isOwnOrigin } from '../http/own-origin.ts';
import type { AskingPage } from './get-widget-config.ts';

/**
 * The page's origin. Browsers leave it out when a page asks its own server, but say `same-origin` then; the address that was asked
 * is the server's own as well, whatever the settings name.
 */
export function askingPageOf(request: Request, publicUrl: string): AskingPage {
  const isSameOrigin = request.headers['sec-fetch-site'] === 'same-origin';
  const origin = request.headers.origin ?? (isSameOrigin ? `${request.protocol}://${request.host}` : undefined);
  return { origin, publicUrl: origin !== undefined && isOwnOrigin(origin, request, publicUrl) ? origin : publicUrl };
}

/** Lets the asking page read the answer, a refusal too, without cookies. No cache may give it to another origin. */
export function allowPageToRead(request: Request, response: Response): void {
  response.vary('Origin');
  response.setHeader('Cache-Control', 'no-store');
  if (request.headers.origin !== undefined) response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
}
