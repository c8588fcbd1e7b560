import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

const HOST_PREFIX = '__Host-';
/** The path of cookies without the prefix: on http, which does not support `__Host-`. */
const AUTH_PATH = '/api/v1/auth';

/** The browser's view of the server, and where pages may reach it. */
type Exchange = { request: Request; response: Response; publicUrl: string };

/**
 * A cookie that no script can read and no other site can send. On https its name guarantees that no sibling host has set it: `__Host-`
 * requires the root path and no domain.
 */
export function setAccountCookie({ request, response, publicUrl }: Exchange, cookie: { name: string; value: string; maxAge: number }): void {
  const { name, ...content } = cookie;
  const isSecure = isHttps(request, publicUrl);
  const common = { ...content, httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
  response.append('Set-Cookie', stringifySetCookie(isSecure ? { ...common, name: HOST_PREFIX + name, path: '/' } : { ...common, name, path: AUTH_PATH }));
  // A cookie set over http, or by another host, would otherwise be sent along forever.
  if (isSecure && cookiesOf(request)[name] !== undefined) {
    response.append('Set-Cookie', stringifySetCookie({ ...common, name, value: '', maxAge: 0, path: AUTH_PATH }));
  }
}

/** On https only the prefixed cookie counts: a sibling host can set the other one, and could sign someone in as itself. */
export function readAccountCookie({ request, publicUrl }: Omit<Exchange, 'response'>, name: string): string | undefined {
  return cookiesOf(request)[isHttps(request, publicUrl) ? HOST_PREFIX + name : name] || undefined;
}

function isHttps(request: Request, publicUrl: string): boolean {
  return request.secure || publicUrl.startsWith('https:');
}

function cookiesOf(request: Request): Record<string, string | undefined> {
  return parseCookie(request.headers.cookie ?? '');
}
