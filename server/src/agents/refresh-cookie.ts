import type { Request, Response } from 'express';
import { AppError } from '../failure.ts';
import { isOwnOrigin } from '../http/own-origin.ts';
import { readAccountCookie, setAccountCookie } from './account-cookie.ts';
import { REFRESH_MS } from './tokens.ts';

const NAME = 'sc_refresh';

export function setRefreshCookie(request: Request, response: Response, { refreshToken, publicUrl }: { refreshToken: string; publicUrl: string }): void {
  setAccountCookie({ request, response, publicUrl }, { name: NAME, value: refreshToken, maxAge: REFRESH_MS / 1000 });
}

export function clearRefreshCookie(request: Request, response: Response, publicUrl: string): void {
  setAccountCookie({ request, response, publicUrl }, { name: NAME, value: '', maxAge: 0 });
}

/** ORIGIN_NOT_ALLOWED when a page of another origin sends the request; programs send no Origin. */
export function readRefreshCookie(request: Request, publicUrl: string): string | undefined {
  const { origin } = request.headers;
  if (origin !== undefined && !isOwnOrigin(origin, request, publicUrl)) throw new AppError('ORIGIN_NOT_ALLOWED');
  return readAccountCookie({ request, publicUrl }, NAME);
}
