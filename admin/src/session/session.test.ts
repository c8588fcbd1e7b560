import type { Me } from '@supportchat/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../http/api-error.ts';
import { api } from './api.ts';
import { acceptSession, followOtherTabs, forgetSession, may, signIn, signOut, startSession, useSession } from './session.ts';

const user = { _id: 'u', email: 'ada@example.com', name: 'Ada', role: 'owner' } as Me;
const token = (name: string) => `h.${btoa(JSON.stringify({ iat: 0, exp: 900, name }))}.s`;

/** A server at the network's edge: answers by path and counts the calls. */
function serve(answer: (path: string, authorization: string | null) => { status: number; body: unknown }) {
  const calls: string[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    calls.push(path);
    await Promise.resolve();
    const { status, body } = answer(path, new Headers(init.headers).get('authorization'));
    return new Response(JSON.stringify(body), { status });
  });
  return { count: (path: string) => calls.filter((call) => call === path).length };
}
const unauthenticated = { status: 401, body: { error: { code: 'UNAUTHENTICATED', message: 'Sign in to continue.', requestId: 'r' } } };
const deactivated = { status: 401, body: { error: { code: 'ACCOUNT_DEACTIVATED', message: 'Deactivated.', requestId: 'r' } } };
const SESSION_KEY = 'sc_admin_session';
const ended = { status: 401, body: { error: { code: 'SESSION_ENDED', message: 'Ended.', requestId: 'r' } } };

beforeEach(() => acceptSession({ accessToken: token('old'), user }));
afterEach(() => {
  if (useSession.getState().phase !== 'signed-out') forgetSession();
  vi.unstubAllGlobals();
});

describe('a session', () => {
  it('is renewed by one call for all that wait, and each is then repeated', async () => {
    const server = serve((path, authorization) => {
      if (path === '/api/v1/auth/refresh') return { status: 200, body: { accessToken: token('new'), user } };
      return authorization === `Bearer ${token('new')}` ? { status: 200, body: { path } } : unauthenticated;
    });
    const answers = await Promise.all([api.get('/sites'), api.get('/agents'), api.get('/faqs')]);
    expect(answers).toEqual([{ path: '/api/v1/sites' }, { path: '/api/v1/agents' }, { path: '/api/v1/faqs' }]);
    expect(server.count('/api/v1/auth/refresh')).toBe(1);
  });

  it('that has ended holds calls until the next sign-in, then they are repeated: nothing typed is lost', async () => {
    let back = false;
    serve((path) => {
      if (path === '/api/v1/auth/refresh') return ended;
      if (path === '/api/v1/auth/login') {
        back = true;
        return { status: 200, body: { accessToken: token('back'), user } };
      }
      return back ? { status: 200, body: { saved: true } } : unauthenticated;
    });
    const saving = api.patch('/sites/1', { name: 'New name' });
    await expect.poll(() => useSession.getState().phase).toBe('expired');
    expect(useSession.getState().user).toEqual(user);
    await signIn({ email: user.email, password: 'correct horse' });
    expect(await saving).toEqual({ saved: true });
    expect(useSession.getState().phase).toBe('signed-in');
  });

  it('stays when the network is down: the call fails as OFFLINE', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const failure = await api.get('/sites').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ code: 'OFFLINE', retryable: true });
    expect(useSession.getState().phase).toBe('signed-in');
  });

  it('is not renewed for a wrong password: that is an answer', async () => {
    const server = serve(() => ({ status: 401, body: { error: { code: 'INVALID_CREDENTIALS', message: 'Wrong.', requestId: 'r' } } }));
    await expect(api.post('/auth/password', {})).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(server.count('/api/v1/auth/refresh')).toBe(0);
  });

  it('[AUTH18] that another tab signs out, or finds deactivated, is cleared in every phase', async () => {
    followOtherTabs();
    const otherTab = (newValue: string | null, key: string | null = SESSION_KEY) => window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
    serve((path) => (path === '/api/v1/auth/refresh' ? ended : unauthenticated));
    otherTab('ending');
    expect(useSession.getState().phase).toBe('signed-in');
    otherTab(null);
    expect(useSession.getState()).toEqual({ phase: 'signed-out', user: null, notice: null });

    acceptSession({ accessToken: token('new'), user });
    const waiting = api.get('/sites').catch((error: unknown) => error);
    await expect.poll(() => useSession.getState().phase).toBe('expired');
    otherTab('deactivated');
    expect(useSession.getState()).toEqual({ phase: 'signed-out', user: null, notice: 'deactivated' });
    expect(await waiting).toBeInstanceOf(ApiError);

    acceptSession({ accessToken: token('new'), user });
    otherTab(null, null);
    expect(useSession.getState().user).toBeNull();
  });

  it('[AUTH18] whose end is noticed while another tab signs out does not prompt for a new sign-in', async () => {
    serve((path) => (path === '/api/v1/auth/refresh' ? ended : unauthenticated));
    localStorage.setItem(SESSION_KEY, 'ending');
    await expect(api.get('/sites')).rejects.toMatchObject({ status: 401 });
    expect(useSession.getState()).toMatchObject({ phase: 'signed-out', user: null });
  });

  it('[AUTH18] of a deactivated user ends at the first answer, says so, and still does after a reload', async () => {
    serve(() => deactivated);
    await expect(api.get('/sites')).rejects.toMatchObject({ code: 'ACCOUNT_DEACTIVATED' });
    expect(useSession.getState()).toEqual({ phase: 'signed-out', user: null, notice: 'deactivated' });
    useSession.setState({ phase: 'starting', notice: null });
    await startSession();
    expect(useSession.getState()).toEqual({ phase: 'signed-out', user: null, notice: 'deactivated' });
    acceptSession({ accessToken: token('back'), user });
    expect(useSession.getState().notice).toBeNull();
  });

  it('stays when signing out fails', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(signOut()).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(useSession.getState().phase).toBe('signed-in');
    expect(localStorage.getItem(SESSION_KEY)).toBe('1');
  });

  it('drops what waits when a different user signs in', async () => {
    serve((path) => (path === '/api/v1/auth/refresh' ? ended : unauthenticated));
    const waiting = api.get('/sites').catch((error: unknown) => error);
    await expect.poll(() => useSession.getState().phase).toBe('expired');
    forgetSession();
    expect(await waiting).toMatchObject({ code: 'SESSION_ENDED' });
  });
});

it('[AUTH21] what a user may do is what their account lists; an earlier server lists nothing', () => {
  const agent = { ...user, permissions: ['read-faqs'] } as Me;
  expect([may(agent, 'read-faqs'), may(agent, 'manage-faqs'), may(user, 'read-faqs')]).toEqual([true, false, false]);
});
