import type { Conversation, Me } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keys } from '../../../queries/keys.ts';
import { queryClient } from '../../../queries/query-client.ts';
import { acceptSession, followOtherTabs, forgetSession, signOut, useSession } from '../../../session/session.ts';
import { closeConversation } from './close-conversation.ts';
import { undoLast } from './undo.ts';

const user = { _id: 'u', email: 'ada@example.com', name: 'Ada', role: 'owner' } as Me;
const token = (seconds: number) => `h.${btoa(JSON.stringify({ iat: 0, exp: seconds }))}.s`;
let lastId = 0;
let talk: Conversation;
/** What was requested from the server, in order. */
let calls: { path: string; keepalive: boolean }[];

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  talk = {
    _id: `c${++lastId}`,
    siteId: 's',
    visitorId: 'v',
    visitorName: 'Maya',
    status: 'open',
    assignedAgent: null,
    lastSeq: 1,
    revision: 1,
  } as Conversation;
  vi.stubGlobal('fetch', async (path: string, { method, keepalive = false }: RequestInit) => {
    calls.push({ path: `${method} ${path}`, keepalive });
    // The server answers in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (path.includes('refresh')) return Response.json({ accessToken: token(900), user });
    return path.includes('logout') ? new Response(null, { status: 204 }) : Response.json({ ...talk, status: 'closed', revision: 2 });
  });
  acceptSession({ accessToken: token(900), user });
});
afterEach(async () => {
  await vi.advanceTimersByTimeAsync(500); // what is still asked is answered
  if (useSession.getState().phase !== 'signed-out') forgetSession();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const closing = () => ({ path: `PATCH /api/v1/conversations/${talk._id}`, keepalive: true });

test('[INBOX30] signing out closes a conversation that waits for Undo, and ends the session after that', async () => {
  closeConversation(talk);
  expect(calls).toEqual([]);
  const signedOut = signOut();
  await vi.advanceTimersByTimeAsync(50);
  expect(calls).toEqual([closing()]);
  await vi.advanceTimersByTimeAsync(150);
  await signedOut;
  expect(calls.map(({ path }) => path)).toEqual([closing().path, 'POST /api/v1/auth/logout']);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(calls).toHaveLength(2);
});

test('[INBOX30] leaving the page closes it immediately, by a request that outlives the page', () => {
  closeConversation(talk);
  window.dispatchEvent(new Event('pagehide'));
  expect(calls).toEqual([closing()]);
});

test('[INBOX30] a token that is about to expire is renewed first, as a page that is being left cannot do so', async () => {
  acceptSession({ accessToken: token(10), user });
  closeConversation(talk);
  await vi.advanceTimersByTimeAsync(200);
  window.dispatchEvent(new Event('pagehide'));
  expect(calls.map(({ path }) => path)).toEqual(['POST /api/v1/auth/refresh', closing().path]);
});

test('[INBOX30] signing out in another tab closes it immediately', async () => {
  followOtherTabs();
  closeConversation(talk);
  window.dispatchEvent(new StorageEvent('storage', { key: 'sc_admin_session', newValue: 'ending' }));
  await vi.advanceTimersByTimeAsync(50);
  expect(calls).toEqual([closing()]);
});

test('[INBOX30] signing out waits for other tabs that have something to finish, but not forever', async () => {
  const held: (() => void)[] = [];
  vi.stubGlobal('navigator', {
    locks: {
      request: (_name: string, { mode, signal }: LockOptions, act: () => Promise<void>) =>
        mode === 'shared' ? act() : new Promise<void>((resolve, reject) => (held.push(resolve), signal?.addEventListener('abort', reject))),
    },
  });
  const signedOut = signOut();
  await vi.advanceTimersByTimeAsync(1000);
  expect(calls).toEqual([]);
  held[0]?.();
  await vi.advanceTimersByTimeAsync(200);
  await signedOut;
  expect(calls.map(({ path }) => path)).toEqual(['POST /api/v1/auth/logout']);
});

test('[INBOX30] a conversation that was undone, or has a new message, stays open when the agent signs out', async () => {
  closeConversation(talk);
  expect(undoLast()).toBe(true);
  talk = { ...talk, _id: `c${++lastId}` };
  closeConversation(talk);
  queryClient.setQueryData(keys.conversation(talk._id), { ...talk, lastSeq: 2 });
  const signedOut = signOut();
  await vi.advanceTimersByTimeAsync(20_000);
  await signedOut;
  expect(calls.map(({ path }) => path)).toEqual(['POST /api/v1/auth/logout']);
});
