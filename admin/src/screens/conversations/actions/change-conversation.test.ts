import type { Conversation, Me, UpdateConversation } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyConversation } from '../../../queries/conversations/apply-events.ts';
import { keys } from '../../../queries/keys.ts';
import { queryClient } from '../../../queries/query-client.ts';
import { acceptSession, forgetSession } from '../../../session/session.ts';
import { changeConversation } from './change-conversation.ts';

const started = {
  _id: 'c1',
  siteId: 's1',
  status: 'open',
  assignedAgent: null,
  revision: 3,
  lastSeq: 5,
  waitingSince: '2025-01-01T10:00:00.000Z',
  updatedAt: '2025-01-01T10:00:00.000Z',
  lastMessageAt: '2025-01-01T10:00:00.000Z',
  visitorName: 'Tess',
} as unknown as Conversation;
const shown = () => queryClient.getQueryData<Conversation>(keys.conversation('c1'));
const token = `h.${btoa(JSON.stringify({ iat: 0, exp: 900 }))}.s`;

/** A server that answers a change when the test lets it; `server.now` is its state. */
function serve() {
  const asked: { body: UpdateConversation; answer: (failure?: string) => void }[] = [];
  const server = { now: started, asked };
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    if (init.method !== 'PATCH') return new Response(JSON.stringify(server.now));
    const body = JSON.parse(init.body as string) as UpdateConversation;
    const failure = await new Promise<string | undefined>((answer) => asked.push({ body, answer }));
    if (failure) return new Response(JSON.stringify({ error: { code: failure, message: 'Refused.', requestId: 'r' } }), { status: 500 });
    if (body.expectedRevision !== server.now.revision)
      return new Response(JSON.stringify({ error: { code: 'CONFLICT', message: 'Changed.', requestId: 'r' } }), { status: 409 });
    const assignedAgent = body.assignedAgent === 'me' ? 'ada' : (body.assignedAgent ?? server.now.assignedAgent);
    server.now = { ...server.now, assignedAgent, status: body.status ?? (assignedAgent ? 'assigned' : 'open'), revision: server.now.revision + 1 };
    return new Response(JSON.stringify(server.now));
  });
  return server;
}
const arrive = async (count: number, asked: unknown[]) => {
  await expect.poll(() => asked.length).toBe(count);
};

beforeEach(() => {
  acceptSession({ accessToken: token, user: { _id: 'ada', name: 'Ada Kern', role: 'owner' } as Me });
  queryClient.setQueryData(keys.conversation('c1'), started);
});
afterEach(() => {
  forgetSession();
  queryClient.clear();
  vi.unstubAllGlobals();
});

test('[INBOX26] a rejected change reverts what it showed', async () => {
  const { asked } = serve();
  const change = changeConversation(started, { status: 'resolved' });
  expect(shown()).toMatchObject({ status: 'resolved', waitingSince: null });
  await arrive(1, asked);
  asked[0]?.answer('INTERNAL');
  expect(await change).toBe(false);
  expect(shown()).toEqual(started);
});

test('[INBOX26] a rejected change keeps what arrived meanwhile', async () => {
  const { asked } = serve();
  const change = changeConversation(started, { status: 'resolved' });
  await arrive(1, asked);
  const newer = { ...started, lastSeq: 6, unreadCount: 1, updatedAt: '2025-01-01T10:00:09.000Z' };
  applyConversation(newer);
  asked[0]?.answer('INTERNAL');
  await change;
  expect(shown()).toEqual(newer);

  const again = changeConversation(newer, { assignedAgent: 'me' });
  await arrive(2, asked);
  const taken = { ...newer, status: 'assigned' as const, assignedAgent: 'ben', revision: 4 };
  applyConversation(taken);
  asked[1]?.answer('INTERNAL');
  await again;
  expect(shown()).toEqual(taken);
});

test('[INBOX26] a change requested before the previous one was answered is made after it', async () => {
  const server = serve();
  const first = changeConversation(started, { assignedAgent: 'me' });
  const second = changeConversation(shown() ?? started, { status: 'resolved' });
  await arrive(1, server.asked);
  server.asked[0]?.answer();
  expect(await first).toBe(true);
  await arrive(2, server.asked);
  expect(shown()).toMatchObject({ status: 'resolved', assignedAgent: 'ada' });
  server.asked[1]?.answer();
  expect(await second).toBe(true);
  expect(server.now).toMatchObject({ status: 'resolved', assignedAgent: 'ada', revision: 5 });
});

test('[INBOX26] when two changes in a row are rejected, the state is as before the first', async () => {
  const { asked } = serve();
  const first = changeConversation(started, { assignedAgent: 'me' });
  const second = changeConversation(shown() ?? started, { status: 'resolved' });
  await arrive(1, asked);
  asked[0]?.answer('INTERNAL');
  await first;
  await arrive(2, asked);
  asked[1]?.answer('INTERNAL');
  await second;
  expect(shown()).toEqual(started);
});

test('[INBOX26] resolving right after a reply does not conflict with the assignment that the reply made', async () => {
  const server = serve();
  const change = changeConversation(started, { status: 'resolved' });
  await arrive(1, server.asked);
  server.now = { ...started, status: 'assigned', assignedAgent: 'ada', revision: 4, lastSeq: 6 };
  server.asked[0]?.answer();
  await arrive(2, server.asked);
  expect(shown()).toMatchObject({ status: 'resolved' });
  server.asked[1]?.answer();
  expect(await change).toBe(true);
  expect(server.now).toMatchObject({ status: 'resolved', assignedAgent: 'ada' });
});
