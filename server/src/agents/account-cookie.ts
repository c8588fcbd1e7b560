import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

const HOST_PREFIX = '__Host-';
/** Where cookies were sent before they had the prefix, and are still on http. */
const AUTH_PATH = '/api/v1/auth';

/** What browsers show the server of itself, and where pages may reach it. */
type Exchange = { request: Request; response: Response; publicUrl: string };

/**
 * A cookie that no script can read and no other site can send. On https its name says that no sibling host has set it: `__Host-` demands the
 * whole path and no domain.
 */
export function setAccountCookie({ request, response, publicUrl }: Exchange, cookie: { name: string; value: string; maxAge: number }): void {
  const { name, ...content } = cookie;
  const isSecure = request.secure || publicUrl.startsWith('https:');
  const common = { ...content, httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
  response.append('Set-Cookie', stringifySetCookie(isSecure ? { ...common, name: HOST_PREFIX + name, path: '/' } : { ...common, name, path: AUTH_PATH }));
  // The one of an earlier version is replaced.
  if (isSecure && cookiesOf(request)[name] !== undefined) {
    response.append('Set-Cookie', stringifySetCookie({ ...common, name, value: '', maxAge: 0, path: AUTH_PATH }));
  }
}

export function readAccountCookie(request: Request, name: string): string | undefined {
  const cookies = cookiesOf(request);
  return (cookies[HOST_PREFIX + name] ?? cookies[name]) || undefined;
}

function cookiesOf(request: Request): Record<string, string | undefined> {
  return parseCookie(request.headers.cookie ?? '');
}
