import type { Agent, Conversation } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keys } from '../queries.ts';
import { queryClient } from '../query-client.ts';
import { adopt, forgetSession, signOut, useSession } from '../session.ts';
import { closeConversation } from './close-conversation.ts';
import { undoLast } from './undo.ts';

const user = { _id: 'u', email: 'ada@example.com', name: 'Ada', role: 'owner' } as Agent;
let lastId = 0;
let talk: Conversation;
/** What was asked of the server, in order. */
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
    return path.includes('logout') ? new Response(null, { status: 204 }) : Response.json({ ...talk, status: 'closed', revision: 2 });
  });
  adopt({ accessToken: `h.${btoa(JSON.stringify({ iat: 0, exp: 900 }))}.s`, user });
});
afterEach(() => {
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

test('[INBOX30] leaving the page closes it at once, by a request that outlives the page', () => {
  closeConversation(talk);
  window.dispatchEvent(new Event('pagehide'));
  expect(calls).toEqual([closing()]);
});

test('[INBOX30] what was taken back, or has a new message, stays open when the agent signs out', async () => {
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
