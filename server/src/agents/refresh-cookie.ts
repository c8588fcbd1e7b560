import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { AppError } from '../failure.ts';
import { isOwnOrigin } from '../http/own-origin.ts';
import { REFRESH_MS } from './tokens.ts';

const NAME = 'sc_refresh';

/** Puts the refresh token where no script can read it and no other site can send it. */
export function setRefreshCookie(request: Request, response: Response, { refreshToken, publicUrl }: { refreshToken: string; publicUrl: string }): void {
  response.append('Set-Cookie', writeCookie(request, publicUrl, { value: refreshToken, maxAge: REFRESH_MS / 1000 }));
}

export function clearRefreshCookie(request: Request, response: Response, publicUrl: string): void {
  response.append('Set-Cookie', writeCookie(request, publicUrl, { value: '', maxAge: 0 }));
}

/** ORIGIN_NOT_ALLOWED when a page of another origin sends the request; programs send no Origin. */
export function readRefreshCookie(request: Request, publicUrl: string): string | undefined {
  const { origin, cookie } = request.headers;
  if (origin !== undefined && !isOwnOrigin(origin, request, publicUrl)) throw new AppError('ORIGIN_NOT_ALLOWED');
  return (cookie === undefined ? undefined : parseCookie(cookie)[NAME]) || undefined;
}

function writeCookie(request: Request, publicUrl: string, content: { value: string; maxAge: number }): string {
  const secure = request.secure || publicUrl.startsWith('https:');
  return stringifySetCookie({ name: NAME, ...content, httpOnly: true, sameSite: 'strict', path: '/api/v1/auth', secure });
}
