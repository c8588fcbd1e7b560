import type { Me, Permission, Session } from '@supportchat/protocol';
import { create } from 'zustand';
import { ApiError } from '../http/api-error.ts';
import { call } from '../http/http.ts';
import { flushPendingWork, waitForOtherTabs } from './pending-work.ts';
import { storage } from './storage.ts';

/** starting = not known yet; expired = was signed in, the session ended, the re-login dialog is open and what was typed is kept. */
type Phase = 'starting' | 'signed-out' | 'signed-in' | 'expired';

type State = {
  phase: Phase;
  user: Me | null;
  /** Why the session ended, when that must be shown. */
  notice: 'deactivated' | null;
};

export const useSession = create<State>(() => ({ phase: 'starting', user: null, notice: null }));

/** Visible to all tabs. Without it no one is signed in in this browser, so that a first visit requests no session. */
const SESSION_KEY = 'sc_admin_session';
const SIGNED_IN = '1';
/** One tab is signing out: others run their pending work, and do not prompt for a new sign-in when it ends. */
const SIGNING_OUT = 'ending';
const DEACTIVATED = 'deactivated';
/** The access token is in memory only. */
let accessToken: string | null = null;
let expiresAt = 0;
let refreshing: Promise<void> | null = null;
const waitingForLogin = new Set<{ resolve: () => void; reject: (error: ApiError) => void }>();

export const currentToken = () => accessToken;

/** The signed-in user; only below the shell, which is drawn for signed-in users only. */
export function useMe(): Me {
  const user = useSession((state) => state.user);
  if (!user) throw new Error('useMe is for screens below the shell');
  return user;
}

/** Whether the signed-in user has this permission, by the server's word for it. While an update rolls out, an earlier server sends none. */
export const may = ({ permissions }: Partial<Pick<Me, 'permissions'>>, permission: Permission) => permissions?.includes(permission) ?? false;

/** Whether anyone is signed in. Requested once, when the panel starts. */
export async function startSession(): Promise<void> {
  const mark = storage.read(SESSION_KEY);
  if (mark === null || mark === DEACTIVATED) return void useSession.setState({ phase: 'signed-out', notice: noticeOf(mark) });
  try {
    await refresh();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return forgetSession(error.code === 'ACCOUNT_DEACTIVATED' ? 'deactivated' : null);
    throw error;
  }
}

export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  acceptSession(await call<Session>('POST', '/auth/login', { body: credentials }));
}

/** Takes over a session that the server just created: login, setup, accepted invitation. */
export function acceptSession(session: Session) {
  accessToken = session.accessToken;
  expiresAt = performance.now() + lifetime(session.accessToken) - 30_000;
  storage.write(SESSION_KEY, SIGNED_IN);
  useSession.setState({ phase: 'signed-in', user: session.user, notice: null });
  for (const waiting of waitingForLogin) waiting.resolve();
  waitingForLogin.clear();
}

export const setUser = (user: Me) => useSession.setState({ user });

export async function signOut(): Promise<void> {
  await flushPendingWork();
  storage.write(SESSION_KEY, SIGNING_OUT);
  await waitForOtherTabs();
  try {
    await call('POST', '/auth/logout', { token: accessToken });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) {
      storage.write(SESSION_KEY, SIGNED_IN);
      throw error;
    }
  }
  forgetSession();
}

/** Here and in all other tabs: no one is signed in, and nothing that was shown stays on screen. */
export function forgetSession(notice: State['notice'] = null) {
  accessToken = null;
  if (notice === 'deactivated') storage.write(SESSION_KEY, DEACTIVATED);
  else storage.remove(SESSION_KEY);
  useSession.setState({ phase: 'signed-out', user: null, notice });
  for (const waiting of waitingForLogin) waiting.reject(new ApiError({ code: 'SESSION_ENDED', message: 'This session has ended. Sign in again.' }, 401));
  waitingForLogin.clear();
}

/** Renews the access token for all waiting calls with one request; across tabs one after another, as each refresh replaces the cookie. */
export function refresh(): Promise<void> {
  refreshing ??= oneTabAtATime(async () => acceptSession(await call<Session>('POST', '/auth/refresh'))).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** A token that is valid for at least some seconds, for the socket's handshake. Null when the session has ended. */
export async function freshToken(): Promise<string | null> {
  if (accessToken && performance.now() < expiresAt) return accessToken;
  await renew(accessToken);
  return accessToken;
}

/**
 * After a 401: refresh, unless that was done since `usedToken`. When the session has ended, opens the re-login dialog and resolves when the
 * user is back, so that the call can be repeated with nothing lost.
 */
export async function renew(usedToken: string | null): Promise<void> {
  if (accessToken !== usedToken) return;
  try {
    await refresh();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    if (useSession.getState().user === null) throw error;
    const mark = storage.read(SESSION_KEY);
    if (error.code === 'ACCOUNT_DEACTIVATED' || mark !== SIGNED_IN) {
      forgetSession(error.code === 'ACCOUNT_DEACTIVATED' ? 'deactivated' : noticeOf(mark));
      throw error;
    }
    useSession.setState({ phase: 'expired' });
    await new Promise<void>((resolve, reject) => waitingForLogin.add({ resolve, reject }));
  }
}

/** Signing out in one tab signs out all, whatever they show; so does a deactivation that one tab detects. */
export function followOtherTabs() {
  window.addEventListener('storage', (event) => {
    if (event.key === SESSION_KEY && event.newValue === SIGNING_OUT) void flushPendingWork();
    // Without a key all of the storage was cleared.
    const mark = event.key === null ? null : event.newValue;
    const isOver = (event.key === null || event.key === SESSION_KEY) && (mark === null || mark === DEACTIVATED);
    if (isOver && useSession.getState().phase !== 'signed-out') forgetSession(noticeOf(mark));
  });
}

const noticeOf = (mark: string | null): State['notice'] => (mark === DEACTIVATED ? 'deactivated' : null);

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
