import type { Message } from '@supportchat/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readThread } from '../../../queries/conversations/apply-events.ts';
import { startThread } from '../../../queries/conversations/thread-cache.ts';
import { keys } from '../../../queries/keys.ts';
import { queryClient } from '../../../queries/query-client.ts';
import { printTranscript } from './print-transcript.ts';

const message = (seq: number) => ({ _id: `m${seq}`, conversationId: 'c1', seq, content: 'Hello' }) as Message;
const print = vi.fn();
const open = (id: string) => window.history.replaceState(null, '', `/admin/conversations/open/${id}`);
let deliver = () => {};
let isAsked = false;

beforeEach(() => {
  print.mockClear();
  isAsked = false;
  vi.stubGlobal('print', print);
  vi.stubGlobal('fetch', async () => {
    await new Promise<void>((resolve) => {
      deliver = resolve;
      isAsked = true;
    });
    return new Response(JSON.stringify({ items: [message(1)], nextCursor: null }));
  });
  queryClient.setQueryData(keys.thread('c1'), startThread('c1', { messages: [message(2)], hasMore: true }, []));
  open('c1');
});
afterEach(() => {
  queryClient.clear();
  vi.unstubAllGlobals();
});

test('[INBOX28] a transcript is printed once its whole history is loaded', async () => {
  const printed = printTranscript('c1');
  await expect.poll(() => isAsked).toBe(true);
  expect(print).not.toHaveBeenCalled();
  deliver();
  await printed;
  await expect.poll(() => print.mock.calls.length).toBe(1);
  expect(readThread('c1')?.messages.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('[INBOX28] nothing is printed when the agent has moved to another conversation', async () => {
  const printed = printTranscript('c1');
  await expect.poll(() => isAsked).toBe(true);
  open('c2');
  deliver();
  await printed;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(print).not.toHaveBeenCalled();
});
