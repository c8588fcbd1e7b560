import type { Agent, Session } from '@supportchat/protocol';
import { create } from 'zustand';
import { ApiError } from './api-error.ts';
import { call } from './http.ts';
import { storage } from './storage.ts';

/**
 * starting = not known yet; expired = was signed in, the session ended, the re-login dialog is open and what was typed is kept.
 */
type Phase = 'starting' | 'signed-out' | 'signed-in' | 'expired';

export const useSession = create<{ phase: Phase; user: Agent | null }>(() => ({ phase: 'starting', user: null }));

/** Set while somebody is signed in in this browser, so that a first visit asks for no session. */
const MARK = 'sc_admin_session';
/** The access token is in memory only. */
let accessToken: string | null = null;
let expiresAt = 0;
let refreshing: Promise<void> | null = null;
const waitingForLogin = new Set<{ resolve: () => void; reject: (error: ApiError) => void }>();

export const currentToken = () => accessToken;

/** The signed-in user; only below the shell, which is drawn for nobody else. */
export function useMe(): Agent {
  const user = useSession((state) => state.user);
  if (!user) throw new Error('useMe is for screens below the shell');
  return user;
}

/** Owners and admins manage; agents look and answer. */
export const canManage = (user: Agent) => user.role !== 'agent';

/** Is anybody signed in? Asked once, when the panel starts. */
export async function startSession(): Promise<void> {
  if (!storage.read(MARK)) return void useSession.setState({ phase: 'signed-out' });
  try {
    await refresh();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return forgetSession();
    throw error;
  }
}

export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  adopt(await call<Session>('POST', '/auth/login', { body: credentials }));
}

/** Take over a session that the server just gave: login, set-up, accepted invitation. */
export function adopt(session: Session) {
  accessToken = session.accessToken;
  expiresAt = performance.now() + lifetime(session.accessToken) - 30_000;
  storage.write(MARK, '1');
  useSession.setState({ phase: 'signed-in', user: session.user });
  for (const waiting of waitingForLogin) waiting.resolve();
  waitingForLogin.clear();
}

export const setUser = (user: Agent) => useSession.setState({ user });

export async function signOut(): Promise<void> {
  await call('POST', '/auth/logout', { token: accessToken }).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  });
  forgetSession();
}

export function forgetSession() {
  accessToken = null;
  storage.remove(MARK);
  useSession.setState({ phase: 'signed-out', user: null });
  for (const waiting of waitingForLogin) waiting.reject(new ApiError({ code: 'SESSION_ENDED', message: 'This session has ended. Sign in again.' }, 401));
  waitingForLogin.clear();
}

/** A new access token for all who wait, by one call; across tabs one after the other, as each refresh replaces the cookie. */
export function refresh(): Promise<void> {
  refreshing ??= oneTabAtATime(async () => adopt(await call<Session>('POST', '/auth/refresh'))).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** A token that is good for at least some seconds, for the socket's handshake. Null when the session has ended. */
export async function freshToken(): Promise<string | null> {
  if (accessToken && performance.now() < expiresAt) return accessToken;
  await renew(accessToken);
  return accessToken;
}

/**
 * After a 401: refresh, unless someone did since `usedToken`. When the session has ended, opens the re-login dialog and
 * resolves when the user is back, so that the call can go out again with nothing lost.
 */
export async function renew(usedToken: string | null): Promise<void> {
  if (accessToken !== usedToken) return;
  try {
    await refresh();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    if (useSession.getState().user === null) throw error;
    useSession.setState({ phase: 'expired' });
    await new Promise<void>((resolve, reject) => waitingForLogin.add({ resolve, reject }));
  }
}

/** Signing out in one tab signs out all. */
export function followOtherTabs() {
  window.addEventListener('storage', (event) => {
    if (event.key === MARK && event.newValue === null && useSession.getState().phase === 'signed-in') forgetSession();
  });
}

async function oneTabAtATime(task: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return task(); // plain http: no locks there
  await navigator.locks.request('sc-admin-refresh', task);
}

/** Validity of a JWT in milliseconds, from its own two times, as this computer's clock may be wrong. */
function lifetime(token: string): number {
  try {
    const claims = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as { iat: number; exp: number };
    return (claims.exp - claims.iat) * 1000;
  } catch {
    return 0; // not a JWT: refresh before each use
  }
}
